package io.scorestream.cli.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.scorestream.cli.listing.TextTable.Column;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TextTableTest {

  private final TextTable table =
      new TextTable(
          Column.text("RUN", 32),
          Column.text("SOURCE", 20),
          Column.number("DIM", 4),
          Column.text("STATE", 8),
          Column.number("REACHED", 10),
          Column.text("STREAM", 0));

  TextTableTest() {
    table.row("mixture-n50-s1", "mixture-2d", "2", "active", "8192", "changed at 4096");
    table.row("r", "rows", "17", "paused", "0", "steady");
  }

  @Test
  void programs_haveALineForEachRow_inFixedWidths() {
    assertThat(table.lines(OptionalInt.empty()))
        .containsExactly(
            "RUN                              SOURCE                DIM STATE       REACHED STREAM",
            "mixture-n50-s1                   mixture-2d              2 active         8192 changed at 4096",
            "r                                rows                   17 paused            0 steady");
    assertThat(table.lines(OptionalInt.of(200))).isEqualTo(table.lines(OptionalInt.empty()));
  }

  /** The terminal broke rows wherever it ended. */
  @Test
  void narrowTerminal_hasColumnsOnLinesBelow_andNothingIsCut() {
    assertThat(table.lines(OptionalInt.of(70)))
        .containsExactly(
            "RUN            SOURCE     DIM STATE  REACHED STREAM",
            "mixture-n50-s1 mixture-2d   2 active    8192 changed at 4096",
            "r              rows        17 paused       0 steady");
    assertThat(table.lines(OptionalInt.of(40)))
        .containsExactly(
            "RUN            SOURCE     DIM STATE",
            "  REACHED STREAM",
            "mixture-n50-s1 mixture-2d   2 active",
            "     8192 changed at 4096",
            "r              rows        17 paused",
            "        0 steady");
  }

  /** Each cell asked every row how wide its column is. */
  @Test
  void longTable_isFolded_inTimeThatGrowsWithItsRows() {
    for (int row = 0; row < 100_000; row++) {
      table.row("run-" + row, "rows", "17", "active", "0", "steady");
    }

    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> assertThat(table.lines(OptionalInt.of(40))).hasSize(2 * 100_003));
  }
}
