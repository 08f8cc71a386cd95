package io.scorestream.report.terminal;

import static io.scorestream.report.terminal.Activities.activity;
import static io.scorestream.report.terminal.Activities.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.events.RunSpec;
import io.scorestream.report.Estimate;
import io.scorestream.report.Fixtures;
import io.scorestream.report.MilestoneRow;
import io.scorestream.run.Headline;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlainViewTest {

  private static final RunSpec RUN = Fixtures.runWithLaw(2, 2);

  private static final Estimate ONE = new Estimate(1, 0.9, 1.1);
  private static final MilestoneRow ROW =
      new MilestoneRow(256, 1, ONE, ONE, 1, ONE, ONE, 2, Optional.empty());

  private final RowFormat rows = new RowFormat(Headline.of(RUN), Glyphs.UNICODE, 80);
  private final RowLines lines = new RowLines(new Screen(false, 80, false, Glyphs.UNICODE));
  private final StringWriter output = new StringWriter();

  @Test
  void activity_isSaidOnceWhenItBegins() {
    try (PlainView view = new PlainView(new PrintWriter(output), lines)) {
      view.activity(waiting("trainer"));
      view.activity(activity("trainer", "training", 256L, 10, 1000, "steps", 250));
      view.activity(activity("trainer", "training", 256L, 900, 1000, "steps", 250));
      view.activity(waiting("trainer"));
      view.activity(activity("trainer", "training", 512L, 10, 1000, "steps", 250));
    }

    assertThat(output.toString().lines())
        .containsExactly("trainer: training m=256", "trainer: training m=512");
  }

  @Test
  void rowsAndMessages_arePlainLinesWithOneHeader() {
    try (PlainView view = new PlainView(new PrintWriter(output), lines)) {
      view.message("data in /tmp/x");
      view.row(RUN, ROW);
      view.row(RUN, ROW);
      view.result("report in /tmp/x/report");
    }

    assertThat(output.toString().lines())
        .containsExactly(
            "data in /tmp/x",
            "run " + Fixtures.RUN,
            rows.header(),
            rows.line(ROW),
            rows.line(ROW),
            "report in /tmp/x/report");
    assertThat(output.toString()).doesNotContain("\u001b");
  }

  @Test
  void quietView_saysOnlyTheResult() {
    try (ProgressView view =
        ProgressViews.forOutput(new PrintWriter(output), Map.of(), /* quiet= */ true)) {
      view.message("data in /tmp/x");
      view.activity(activity("trainer", "training", 256L, 10, 1000, "steps", 250));
      view.row(RUN, ROW);
      view.result("report in /tmp/x/report");
    }

    assertThat(output.toString()).isEqualTo("report in /tmp/x/report" + System.lineSeparator());
  }
}
