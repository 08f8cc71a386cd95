package io.scorestream.experiments.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.experiments.result.Check;
import org.junit.jupiter.api.Test;

class BacktestTest {

  @Test
  void run_withFewerStreams_isAsExpected() {
    assertThat(new Backtest(20).run(1).checks()).hasSize(4).allMatch(Check::holds);
  }
}
