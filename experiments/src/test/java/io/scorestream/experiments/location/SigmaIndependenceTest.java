package io.scorestream.experiments.location;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.experiments.result.Check;
import org.junit.jupiter.api.Test;

class SigmaIndependenceTest {

  /** 1600 repetitions have a standard error of 1.9 %, a fifth of what is accepted. */
  @Test
  void run_isAsExpected() {
    assertThat(new SigmaIndependence(1600).run(3).checks()).allMatch(Check::holds);
  }

  @Test
  void run_equalSeeds_giveEqualNumbers() {
    SigmaIndependence experiment = new SigmaIndependence(50);

    assertThat(experiment.run(5).checks()).isEqualTo(experiment.run(5).checks());
    assertThat(experiment.run(5).checks()).isNotEqualTo(experiment.run(6).checks());
  }
}
