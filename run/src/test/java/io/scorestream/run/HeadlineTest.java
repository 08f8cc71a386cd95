package io.scorestream.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.events.RunSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadlineTest {

  private static final RunSpec WITH_LAW = RunTest.spec("r", null);

  @Test
  void headline_ofARunWithALaw_isTheRobustErrorAtFivePerCent() {
    assertThat(Headline.of(WITH_LAW).symbol()).isEqualTo("σ_t·D^0.05");
  }

  @Test
  void level_whereFivePerCentIsNone_isTheLargest() {
    assertThat(Headline.level(List.of(0.01, 0.1, 0.02))).isEqualTo(0.1);
    assertThat(Headline.level(List.of(0.01, 0.1, 0.05))).isEqualTo(0.05);
  }

  @Test
  void headline_ofARunOnAFile_isTheHeldOutLoss() {
    Headline headline = Headline.of(RunSpec.newBuilder(WITH_LAW).setLaw(null).build());

    assertThat(headline.symbol()).isEqualTo("held-out loss");
    assertThat(headline.delta()).isNull();
  }
}
