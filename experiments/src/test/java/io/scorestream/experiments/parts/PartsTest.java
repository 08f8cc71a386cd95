package io.scorestream.experiments.parts;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.experiments.result.Check;
import org.junit.jupiter.api.Test;

class PartsTest {

  @Test
  void run_withOneLaw_namesWhatLacks() {
    assertThat(new Parts(1, 5).run(1).checks()).hasSize(13).allMatch(Check::holds);
  }
}
