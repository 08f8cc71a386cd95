package io.scorestream.report.terminal;

import java.io.PrintWriter;
import java.util.Map;

/** Chooses the view that fits where the output goes. */
public final class ProgressViews {

  private ProgressViews() {}

  /**
   * A live view on a terminal, plain lines elsewhere, and only the result when quiet.
   *
   * @param out standard output; not closed
   * @param environment says what the terminal can show
   */
  public static ProgressView forOutput(
      PrintWriter out, Map<String, String> environment, boolean quiet) {
    if (quiet) {
      return new QuietView(out);
    }
    Screen screen = Screen.ofStandardOutput(environment);
    RowLines rows = new RowLines(screen);
    return screen.terminal() ? new LiveView(out, screen, rows) : new PlainView(out, rows);
  }
}
