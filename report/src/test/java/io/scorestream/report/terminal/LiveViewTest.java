package io.scorestream.report.terminal;

import static io.scorestream.report.terminal.Activities.activity;
import static io.scorestream.report.terminal.Activities.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.events.RunSpec;
import io.scorestream.report.Fixtures;
import io.scorestream.report.MilestoneRow;
import io.scorestream.report.MilestoneTable;
import io.scorestream.run.Headline;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveViewTest {

  private static final RunSpec RUN = Fixtures.runWithLaw(2, 2);

  private final Screen screen = new Screen(true, 80, true, Glyphs.UNICODE);
  private final RowFormat rows = new RowFormat(Headline.of(RUN), Glyphs.UNICODE, 80);
  private final StringWriter output = new StringWriter();
  private final LiveView view = new LiveView(new PrintWriter(output), screen, new RowLines(screen));

  @AfterEach
  void close() {
    view.close();
  }

  @Test
  void activity_ofAllServices_isOneLineEachInTheOrderOfTheFlow() {
    view.activity(waiting("evaluator"));
    view.activity(waiting("sampler"));
    view.activity(waiting("trainer"));
    view.activity(waiting("producer"));
    view.repaint();

    assertThat(FakeTerminal.after(output.toString()))
        .containsExactly(
            "",
            "producer   waiting",
            "trainer    waiting",
            "sampler    waiting",
            "evaluator  waiting",
            "");
  }

  @Test
  void activity_thatChanges_isPaintedInItsPlace() {
    view.activity(activity("trainer", "training", 256L, 900, 1000, "steps", 250));
    view.repaint();
    view.activity(waiting("trainer"));
    view.repaint();

    assertThat(FakeTerminal.after(output.toString())).containsExactly("", "trainer    waiting", "");
  }

  @Test
  void repaint_withoutAChange_writesNothing() {
    view.activity(waiting("trainer"));
    view.repaint();
    int length = output.toString().length();
    view.repaint();

    assertThat(output.toString()).hasSize(length);
  }

  @Test
  void row_growsTheTableAboveTheLinesWithOneHeader() {
    view.message("data in /tmp/x");
    view.activity(waiting("trainer"));
    view.repaint();
    view.row(RUN, row(256));
    view.row(RUN, row(512));

    assertThat(FakeTerminal.after(output.toString()))
        .containsExactly(
            "data in /tmp/x",
            "",
            "run " + Fixtures.RUN,
            rows.header(),
            rows.line(row(256)),
            rows.line(row(512)),
            "",
            "trainer    waiting",
            "");
  }

  @Test
  void status_thatChanges_isPaintedBelowTheServicesAndGoneAtTheEnd() {
    view.activity(waiting("trainer"));
    view.status("m = 0 of 1024");
    view.repaint();
    view.status("m = 256 of 1024, about 40 s left");
    view.row(RUN, row(256));

    assertThat(FakeTerminal.after(output.toString()))
        .endsWith("", "trainer    waiting", "m = 256 of 1024, about 40 s left", "");

    view.close();
    assertThat(FakeTerminal.after(output.toString())).endsWith(rows.line(row(256)), "");
  }

  @Test
  void rows_ofSeveralRuns_standBelowTheirRuns() {
    RunSpec other = RunSpec.newBuilder(RUN).setRun("other").build();
    view.row(RUN, row(256));
    view.row(other, row(256));
    view.row(other, row(512));
    view.row(RUN, row(512));

    assertThat(FakeTerminal.after(output.toString()))
        .filteredOn(line -> !line.equals(rows.header()))
        .containsExactly(
            "",
            "run " + Fixtures.RUN,
            rows.line(row(256)),
            "",
            "run other",
            rows.line(row(256)),
            rows.line(row(512)),
            "",
            "run " + Fixtures.RUN,
            rows.line(row(512)),
            "");
  }

  @Test
  void close_leavesOnlyWhatWasSaid() {
    view.activity(waiting("trainer"));
    view.repaint();
    view.row(RUN, row(256));
    view.result("report in /tmp/x/report");
    view.close();
    view.repaint();

    assertThat(FakeTerminal.after(output.toString()))
        .containsExactly(
            "",
            "run " + Fixtures.RUN,
            rows.header(),
            rows.line(row(256)),
            "report in /tmp/x/report",
            "");
    assertThat(output.toString().lastIndexOf("\u001b[?7h"))
        .as("line breaks are on again")
        .isGreaterThan(output.toString().lastIndexOf("\u001b[?7l"));
  }

  private static MilestoneRow row(long m) {
    MilestoneTable table = new MilestoneTable(Fixtures.runWithLaw(2, 2));
    Fixtures.milestone(m, 2).forEach(table::add);
    return table.rows().get(0);
  }
}
