package io.scorestream.experiments.interval;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.experiments.result.Check;
import org.junit.jupiter.api.Test;

class CoverageTest {

  /** With 2000 repetitions 93 to 97 % are four standard errors; fewer draws cover more at 0.01. */
  @Test
  void run_withFewerDraws_isAsExpected() {
    assertThat(new Coverage(2000, 4000).run(3).checks()).allMatch(Check::holds);
  }
}
