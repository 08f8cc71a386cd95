package io.scorestream.report.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScreenTest {

  private static final Optional<String> SIZE = Optional.of("24 132\n");

  @Test
  void of_aTerminal_hasItsSize() {
    assertThat(Screen.of(SIZE, Map.of("TERM", "xterm"), UTF_8))
        .isEqualTo(new Screen(true, 132, true, Glyphs.UNICODE));
  }

  @Test
  void of_aChosenWidth_takesIt() {
    assertThat(Screen.of(SIZE, Map.of("COLUMNS", "90"), UTF_8).columns()).isEqualTo(90);
    assertThat(Screen.of(SIZE, Map.of("COLUMNS", "wide"), UTF_8).columns()).isEqualTo(132);
  }

  @Test
  void of_aTerminalOfNoKnownSize_hasEightyColumns() {
    assertThat(Screen.of(Optional.of("0 0\n"), Map.of(), UTF_8).columns()).isEqualTo(80);
    assertThat(Screen.of(Optional.of("stty: no tty\n"), Map.of(), UTF_8).columns()).isEqualTo(80);
  }

  @Test
  void of_aPipeOrADumbTerminal_isNoTerminal() {
    assertThat(Screen.of(Optional.empty(), Map.of(), UTF_8).terminal()).isFalse();
    assertThat(Screen.of(SIZE, Map.of("TERM", "dumb"), UTF_8).terminal()).isFalse();
  }

  @Test
  void of_anAsciiLocale_hasAsciiGlyphs() {
    assertThat(Screen.of(SIZE, Map.of(), US_ASCII).glyphs()).isEqualTo(Glyphs.ASCII);
  }

  @Test
  void of_oneWhoWantsNoColour_hasNone() {
    assertThat(Screen.of(SIZE, Map.of("NO_COLOR", "1"), UTF_8).colour()).isFalse();
  }

  @Test
  void ofStandardOutput_underATest_isNoTerminal() {
    assertThat(Screen.ofStandardOutput(Map.of()).terminal()).isFalse();
  }
}
