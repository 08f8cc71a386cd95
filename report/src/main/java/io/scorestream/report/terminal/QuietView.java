package io.scorestream.report.terminal;

import io.scorestream.events.RunSpec;
import io.scorestream.events.ServiceActivity;
import io.scorestream.report.MilestoneRow;
import java.io.PrintWriter;

/** Prints the result and nothing else. */
final class QuietView implements ProgressView {

  private final PrintWriter out;

  QuietView(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void activity(ServiceActivity activity) {}

  @Override
  public void row(RunSpec run, MilestoneRow row) {}

  @Override
  public void message(String text) {}

  @Override
  public void status(String text) {}

  @Override
  public void result(String text) {
    out.println(text);
    out.flush();
  }

  @Override
  public void close() {}
}
