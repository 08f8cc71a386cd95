package io.scorestream.report.terminal;

import io.scorestream.events.RunSpec;
import io.scorestream.events.ServiceActivity;
import io.scorestream.report.MilestoneRow;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Set;

/**
 * Plain lines, for files and pipes: one for each row, and one when a service begins something that
 * it was not seen at before. Guarded by its own monitor.
 */
final class PlainView implements ProgressView {

  private final PrintWriter out;
  private final RowLines rows;
  private final Set<String> begun = new HashSet<>();

  PlainView(PrintWriter out, RowLines rows) {
    this.out = out;
    this.rows = rows;
  }

  @Override
  public synchronized void activity(ServiceActivity activity) {
    String line = activity.getService() + ": " + ActivityLine.whatOfRun(activity);
    if (!ActivityLine.isIdle(activity) && begun.add(line)) {
      print(line);
    }
  }

  @Override
  public synchronized void row(RunSpec run, MilestoneRow row) {
    rows.next(run, row).forEach(this::print);
  }

  @Override
  public synchronized void message(String text) {
    print(text);
  }

  /** Not shown: it would be a line each time. */
  @Override
  public void status(String text) {}

  @Override
  public synchronized void result(String text) {
    print(text);
  }

  @Override
  public void close() {}

  private void print(String line) {
    out.println(line);
    out.flush();
  }
}
