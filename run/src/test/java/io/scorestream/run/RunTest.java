package io.scorestream.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.diffusion.law.Law;
import io.scorestream.diffusion.law.Laws;
import io.scorestream.events.NetworkSharing;
import io.scorestream.events.NetworkSpec;
import io.scorestream.events.OptimiserSpec;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SourceInfo;
import io.scorestream.events.Stopping;
import io.scorestream.run.encoding.Standardiser;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunTest {

  static Stream<String> laws() {
    return Laws.names().stream();
  }

  static RunSpec spec(String id, @Nullable Long last) {
    Law law = Laws.named("mixture");
    return new RunDraft(
            id,
            "t.samples.v1",
            "mixture-1",
            Standardiser.identity(law.dimension()),
            LawSpecs.spec("mixture", law),
            10,
            last,
            1)
        .spec();
  }

  @ParameterizedTest
  @MethodSource("laws")
  void law_comesBackFromItsEvent(String name) {
    Law law = Laws.named(name);
    assertThat(LawSpecs.law(LawSpecs.spec(name, law)).secondMoment()).isEqualTo(law.secondMoment());
  }

  @Test
  void draft_becomesARun() {
    Run run = new Run(spec("r-1", 1024L));
    assertThat(run.grid().steps()).isEqualTo(10);
    assertThat(run.timesteps()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    assertThat(run.milestones().upTo(5000)).containsExactly(256L, 512L, 1024L);
    assertThat(run.standardisedLaw()).isEqualTo(run.law());
  }

  @Test
  void stopping_byTheHeldOutLossOfNone_isRefused() {
    RunSpec spec = spec("r-1", null);
    OptimiserSpec optimiser =
        OptimiserSpec.newBuilder(spec.getOptimiser()).setStopping(Stopping.HELD_OUT).build();
    RunSpec stopping = RunSpec.newBuilder(spec).setOptimiser(optimiser).build();
    assertThatThrownBy(() -> new Run(stopping))
        .hasMessageContaining("run r-1 ends milestones by the loss on held-out samples");
  }

  @Test
  void source_ofOtherSamples_isRefused() {
    Run run = new Run(spec("r-1", null));
    run.requireFits(source(2, "mixture"));
    run.requireFits(source(2, null));
    assertThatThrownBy(() -> run.requireFits(source(3, "mixture")))
        .hasMessage("run r-1 takes samples of 2 numbers, but source mixture-1 has 3 in each");
    assertThatThrownBy(() -> run.requireFits(source(2, "ring")))
        .hasMessage(
            "run r-1 would be measured against the law mixture, but the samples of source mixture-1"
                + " are drawn from ring");
  }

  private static SourceInfo source(int dimension, @Nullable String law) {
    return SourceInfo.newBuilder()
        .setSource("mixture-1")
        .setPartition(0)
        .setDimension(dimension)
        .setColumns(List.of())
        .setOrigin("test")
        .setLaw(law)
        .setCreatedBy("test")
        .build();
  }

  @Test
  void hash_coversAllOfASpecification() {
    assertThat(new Run(spec("r-1", 1024L)).hash())
        .isEqualTo(new Run(spec("r-1", 1024L)).hash())
        .isNotEqualTo(new Run(spec("r-1", 2048L)).hash())
        .isNotEqualTo(new Run(spec("r-1", null)).hash())
        .isNotEqualTo(new Run(spec("r-2", 1024L)).hash());
  }

  @Test
  void hash_differsWithAFieldThatHasADefault() {
    RunSpec spec = spec("r-1", null);
    NetworkSpec bounded = NetworkSpec.newBuilder(spec.getNetwork()).setWeightBound(3.0).build();
    RunSpec other = RunSpec.newBuilder(spec).setNetwork(bounded).build();
    assertThat(new Run(other).hash()).isNotEqualTo(new Run(spec).hash());
  }

  /** What a run of before halves were there has on its networks. */
  @Test
  void hash_withoutHalves_isThatOfASpecificationThatKnowsNoHalves() {
    RunSpec spec = spec("r-1", null);
    assertThat(new Run(spec).hash())
        .isEqualTo("7fc7dab790583d23045cc4da10e8ee916a59644ca03a6bdc86d031aafd96b598");
    RunSpec halved = RunSpec.newBuilder(spec).setHalves(true).build();
    assertThat(new Run(halved).hash()).isNotEqualTo(new Run(spec).hash());
  }

  @Test
  void sharedNetwork_isNotCutIntoShards() {
    RunSpec spec = spec("r", null);
    RunSpec.Builder shared =
        RunSpec.newBuilder(spec)
            .setNetwork(
                NetworkSpec.newBuilder(spec.getNetwork())
                    .setSharing(NetworkSharing.SHARED)
                    .build());
    assertThatThrownBy(() -> new Run(shared.build()))
        .hasMessageContaining("cannot be cut into 6 shards");
    Run run = new Run(shared.setShards(1).build());
    assertThat(run.network().isShared()).isTrue();
    assertThat(run.bank(2, 2).network()).isEqualTo(run.network());
  }

  @Test
  void id_thatCouldNotBeAKeyIsRefused() {
    assertThatThrownBy(() -> new Run(spec("a/b", 1024L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'a/b'");
  }

  @Test
  void dimension_thatContradictsTheLawIsRefused() {
    RunSpec wrong = RunSpec.newBuilder(spec("r", null)).setDimension(3).build();
    assertThatThrownBy(() -> new Run(wrong)).hasMessageContaining("has dimension 3");
  }
}
