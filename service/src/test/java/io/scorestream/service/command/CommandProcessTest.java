package io.scorestream.service.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandProcessTest {

  /** Help was written with escape sequences on a terminal that has none. */
  @Test
  void colour_isForTerminalsThatHaveIt() {
    assertThat(CommandProcess.showsColour(Map.of("TERM", "dumb"))).isFalse();
    assertThat(CommandProcess.showsColour(Map.of("TERM", "xterm"))).isTrue();
    assertThat(CommandProcess.showsColour(Map.of())).isTrue();
  }
}
