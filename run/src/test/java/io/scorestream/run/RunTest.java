package io.scorestream.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.diffusion.law.Law;
import io.scorestream.diffusion.law.Laws;
import io.scorestream.events.RunSpec;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunTest {

  static Stream<String> laws() {
    return Laws.names().stream();
  }

  static RunSpec spec(String id, Long last) {
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
  void hash_staysWhenARunIsToldToGoFurther() {
    assertThat(new Run(spec("r-1", 1024L)).hash()).isEqualTo(new Run(spec("r-1", null)).hash());
    assertThat(new Run(spec("r-1", 1024L)).hash()).isNotEqualTo(new Run(spec("r-2", 1024L)).hash());
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
