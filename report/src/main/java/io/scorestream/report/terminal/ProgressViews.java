package io.scorestream.report.terminal;

import io.scorestream.events.RunSpec;
import io.scorestream.report.Headline;
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
   * @param run whose rows will be shown
   */
  public static ProgressView forOutput(
      PrintWriter out, Map<String, String> environment, RunSpec run, boolean quiet) {
    if (quiet) {
      return new QuietView(out);
    }
    Screen screen = Screen.ofStandardOutput(environment);
    RowFormat rows = new RowFormat(Headline.of(run), screen.glyphs());
    return screen.terminal() ? new LiveView(out, screen, rows) : new PlainView(out, rows);
  }
}
