package io.scorestream.report.terminal;

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
  private final RowFormat rows;
  private final Set<String> begun = new HashSet<>();
  private boolean headed;

  PlainView(PrintWriter out, RowFormat rows) {
    this.out = out;
    this.rows = rows;
  }

  @Override
  public synchronized void activity(ServiceActivity activity) {
    String line = activity.getService() + ": " + ActivityLine.what(activity);
    if (!ActivityLine.isIdle(activity) && begun.add(line)) {
      print(line);
    }
  }

  @Override
  public synchronized void row(MilestoneRow row) {
    if (!headed) {
      headed = true;
      print(rows.header());
    }
    print(rows.line(row));
  }

  @Override
  public synchronized void message(String text) {
    print(text);
  }

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
