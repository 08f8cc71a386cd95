package io.scorestream.experiments.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.experiments.result.Check;
import org.junit.jupiter.api.Test;

class FewStepsTest {

  @Test
  void run_withFewDraws_isAsQuadratureSays() {
    assertThat(new FewSteps(8000).run(1).checks()).hasSize(22).allMatch(Check::holds);
  }
}
