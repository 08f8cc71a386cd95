package io.scorestream.report.terminal;

import io.scorestream.service.terminal.StandardStream;
import io.scorestream.service.terminal.TerminalWriter;
import java.io.PrintWriter;
import java.util.Map;
import java.util.OptionalInt;

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
    if (screen.terminal()) {
      return new LiveView(out, screen, rows);
    }
    // A dumb terminal has a width, too.
    OptionalInt width = StandardStream.columns(StandardStream.OUTPUT.terminalSize(), environment);
    return new PlainView(new TerminalWriter(out, () -> width), rows);
  }
}
