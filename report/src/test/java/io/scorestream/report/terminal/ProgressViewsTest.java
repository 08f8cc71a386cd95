package io.scorestream.report.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressViewsTest {

  private static final String NOTICE = "note: 1 row that lacks a cell is left out";

  /** Under a test no terminal says how wide it is. */
  @Test
  void notices_areBrokenWhereAWidthIsKnown_andNotInALog() {
    assertThat(printed(Map.of())).isEqualTo(NOTICE + "\n");
    assertThat(printed(Map.of("COLUMNS", "20", "TERM", "dumb")))
        .isEqualTo("note: 1 row that\n      lacks a cell\n      is left out\n");
  }

  private static String printed(Map<String, String> environment) {
    StringWriter text = new StringWriter();
    try (ProgressView view =
        ProgressViews.forOutput(new PrintWriter(text), environment, /* quiet= */ false)) {
      view.message(NOTICE);
    }
    return text.toString();
  }
}
