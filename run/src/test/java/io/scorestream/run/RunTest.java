package io.scorestream.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.diffusion.law.Law;
import io.scorestream.diffusion.law.Laws;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.events.ColumnKind;
import io.scorestream.events.ConditionSpec;
import io.scorestream.events.GivenValues;
import io.scorestream.events.ImageShape;
import io.scorestream.events.NetworkSpec;
import io.scorestream.events.OptimiserSpec;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SourceColumn;
import io.scorestream.events.SourceInfo;
import io.scorestream.events.Stopping;
import io.scorestream.rows.Rows;
import io.scorestream.run.encoding.ScaleChoice;
import io.scorestream.run.encoding.Standardiser;
import io.scorestream.run.encoding.StandardiserFit;
import io.scorestream.run.network.Activation;
import io.scorestream.run.network.ConvolutionalShape;
import io.scorestream.run.network.PixelGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
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
  void timestepsOfABand_haveTheNetworkOfItsFirst() {
    Run run = new Run(banded(spec("r", null), 3, 1));
    assertThat(Arrays.stream(run.timesteps()).map(run::networkOf))
        .containsExactly(1, 1, 1, 4, 4, 4, 7, 7, 7, 7);
    assertThat(run.timestepsOf(4)).containsExactly(4, 5, 6);
    assertThat(run.timestepsOf(7)).containsExactly(7, 8, 9, 10);
    assertThat(run.bank().networks()).containsExactly(1, 4, 7);
    assertThat(run.bank(5, 7).networks()).containsExactly(4, 7);
  }

  @Test
  void networks_seeTheTime_whereThereAreBands_howeverMany() {
    for (int bands : new int[] {1, 3, 10}) {
      assertThat(new Run(banded(spec("r", null), bands, 1)).network().seesTime()).isTrue();
    }
    Run each = new Run(spec("r", null));
    assertThat(each.network().seesTime()).isFalse();
    assertThat(Arrays.stream(each.timesteps()).boxed())
        .allMatch(k -> each.timestepsOf(k).equals(List.of(k)));
  }

  @Test
  void bands_ofWhichSomeWouldBeEmpty_areRefused() {
    assertThatThrownBy(() -> new Run(banded(spec("r", null), 11, 1)))
        .hasMessage(
            "run r has 11 bands for 10 timesteps; give 1 to as many as there are timesteps");
    assertThatThrownBy(() -> new Run(banded(spec("r", null), 0, 1)))
        .hasMessageContaining("0 bands for 10 timesteps");
  }

  /** With so many bands and shards. */
  static RunSpec banded(RunSpec spec, int bands, int shards) {
    return RunSpec.newBuilder(spec)
        .setNetwork(NetworkSpec.newBuilder(spec.getNetwork()).setBands(bands).build())
        .setShards(shards)
        .build();
  }

  @Test
  void convolutionalNetworks_makePixelsOfWhatElseIsTheCondition_andOfNothingElse() {
    RunSpec without = ofImagesBesideALabel(new ImageShape(4, 4, 1, 1), null);
    assertThatThrownBy(() -> new Run(without))
        .hasMessageContaining("column label is none; make it the condition (--condition label)");
    ConditionSpec condition =
        new ConditionSpec(List.of("label"), 0.1, List.of(new GivenValues(List.of(0.0), 1L)));
    RunSpec beyond = ofImagesBesideALabel(new ImageShape(4, 4, 1, 2), condition);
    assertThatThrownBy(() -> new Run(beyond))
        .hasMessageContaining("images of 16 numbers from number 3 on, but samples of 17");

    Run run = new Run(ofImagesBesideALabel(new ImageShape(4, 4, 1, 1), condition));
    assertThat(run.network())
        .isEqualTo(new ConvolutionalShape(19, 3, new PixelGrid(4, 4, 1), 2, 1, Activation.SILU));
    assertThat(run.bank().held()).isEqualTo(3);
    float[] directions = run.bank().pixels().orElseThrow().directions();
    assertThat(Arrays.copyOfRange(directions, 16 * 16, 19 * 16)).containsOnly(0);
  }

  private static RunSpec ofImagesBesideALabel(ImageShape image, @Nullable ConditionSpec condition) {
    List<SourceColumn> columns = new ArrayList<>();
    columns.add(
        new SourceColumn("label", ColumnKind.CATEGORICAL, 0.0, 1.0, List.of("a", "b", "c")));
    IntStream.range(0, 16)
        .forEach(
            i ->
                columns.add(new SourceColumn("p" + i, ColumnKind.CONTINUOUS, 0.0, 1.0, List.of())));
    RandomGenerator rng = Seeds.generator(1);
    Rows rows = Rows.zeros(30, 17);
    for (int i = 0; i < rows.numbers().length; i++) {
      rows.numbers()[i] = i % 17 == 0 ? i / 17 % 3 : (float) rng.nextGaussian();
    }
    Set<Integer> held = condition == null ? Set.of() : Set.of(0);
    RunSpec spec = banded(spec("r", null), 1, 1);
    return RunSpec.newBuilder(spec)
        .setLaw(null)
        .setDimension(17)
        .setColumns(columns)
        .setImage(image)
        .setCondition(condition)
        .setStandardisation(
            new StandardiserFit(columns, ScaleChoice.COMMON, held).add(rows).fitted(rng).toEvent())
        .setNetwork(
            NetworkSpec.newBuilder(spec.getNetwork())
                .setHiddenWidths(List.of())
                .setChannels(2)
                .setBlocks(1)
                .build())
        .build();
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
