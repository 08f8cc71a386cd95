package io.scorestream.experiments.memorisation;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.experiments.result.Check;
import org.junit.jupiter.api.Test;

class MemorisationTest {

  @Test
  void run_isAsExpected() {
    assertThat(new Memorisation(400, 2).run(3).checks()).allMatch(Check::holds);
  }
}
