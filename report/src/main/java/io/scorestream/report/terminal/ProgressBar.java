package io.scorestream.report.terminal;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;

/**
 * How far a command is, on a terminal, in one line that is painted over and gone at the end;
 * nothing where standard error goes elsewhere. Owned by one thread.
 */
public final class ProgressBar implements AutoCloseable {

  private static final long PAUSE = Duration.ofMillis(100).toNanos();
  private static final int CELLS = 30;

  private final PrintWriter out;
  private final boolean shown;
  private final String unit;
  private long painted;
  private int width;

  ProgressBar(PrintWriter out, boolean shown, String unit) {
    this.out = out;
    this.shown = shown;
    this.unit = unit;
    this.painted = System.nanoTime() - PAUSE;
  }

  /**
   * A bar on standard error.
   *
   * @param out standard error; not closed
   * @param environment says what the terminal can show
   * @param unit what is counted, such as {@code samples}
   */
  public static ProgressBar onStandardError(
      PrintWriter out, Map<String, String> environment, String unit) {
    return new ProgressBar(out, Screen.ofStandardError(environment).terminal(), unit);
  }

  /**
   * Shows how far it is, at most ten times in a second.
   *
   * @param done parts of a unit may be done
   * @param total more than 0
   */
  public void show(double done, long total) {
    long now = System.nanoTime();
    if (!shown || now - painted < PAUSE) {
      return;
    }
    painted = now;
    int full = (int) (CELLS * Math.min(1, done / total));
    String line =
        "[%s%s] %s of %s %s"
            .formatted("#".repeat(full), " ".repeat(CELLS - full), (long) done, total, unit);
    width = Math.max(width, line.length());
    out.print("\r" + line);
    out.flush();
  }

  /** Takes the line away. */
  @Override
  public void close() {
    if (width > 0) {
      out.print("\r" + " ".repeat(width) + "\r");
      out.flush();
    }
  }
}
