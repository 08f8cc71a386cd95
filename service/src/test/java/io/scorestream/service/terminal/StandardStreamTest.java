package io.scorestream.service.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StandardStreamTest {

  private static final Optional<String> SIZE = Optional.of("24 60\n");
  private static final Map<String, String> DUMB = Map.of("TERM", "dumb");

  @Test
  void columns_areTheTerminals_unlessOthersAreChosen() {
    assertThat(StandardStream.columns(SIZE, DUMB)).hasValue(60);
    assertThat(StandardStream.columns(SIZE, Map.of("COLUMNS", "90"))).hasValue(90);
    assertThat(StandardStream.columns(SIZE, Map.of("COLUMNS", "wide"))).hasValue(60);
    assertThat(StandardStream.columns(Optional.of("0 0\n"), DUMB)).hasValue(80);
    assertThat(StandardStream.columns(Optional.of("\n"), DUMB)).hasValue(80);
  }

  @Test
  void columns_ofALogOrAPipe_haveNoBound() {
    assertThat(StandardStream.columns(Optional.empty(), Map.of())).isEmpty();
    assertThat(StandardStream.columns(Optional.empty(), Map.of("COLUMNS", "60"))).hasValue(60);
    assertThat(StandardStream.ERROR.terminalSize()).as("under a test").isEmpty();
  }

  @Test
  void hanging_indentsWhatGoesOn() {
    assertThat(Words.hanging("ok     java   ", "one two three", OptionalInt.of(22)).lines())
        .containsExactly("ok     java   one two", "              three");
    assertThat(Words.hanging("ok     java   ", "one two three", OptionalInt.empty()))
        .isEqualTo("ok     java   one two three");
  }

  @Test
  void lists_areForProgramsWhereThereIsNoTerminal() {
    assertThat(StandardStream.ERROR.terminalColumns(Map.of("COLUMNS", "60")))
        .as("under a test")
        .isEmpty();
  }

  @Test
  void lines_areBroken_andWhatIsPaintedOverIsNot() {
    StringWriter text = new StringWriter();
    try (PrintWriter terminal = new TerminalWriter(text, () -> OptionalInt.of(8))) {
      terminal.print("\r[####  ] 4 of 6");
      terminal.println();
      terminal.println("one two three");
    }
    assertThat(text.toString().split("\n"))
        .containsExactly("\r[####  ] 4 of 6", "one two", "three");
  }
}
