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
  private static final int MOST_CELLS = 30;

  /** Brackets, the space behind them, and the cursor. */
  private static final int BESIDE = 4;

  private final PrintWriter out;
  private final Screen screen;
  private final String unit;
  private long painted;
  private int width;

  ProgressBar(PrintWriter out, Screen screen, String unit) {
    this.out = out;
    this.screen = screen;
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
    return new ProgressBar(out, Screen.ofStandardError(environment), unit);
  }

  /**
   * Shows how far it is, at most ten times in a second.
   *
   * @param done parts of a unit may be done
   * @param total more than 0
   */
  public void show(double done, long total) {
    long now = System.nanoTime();
    if (!screen.terminal() || now - painted < PAUSE) {
      return;
    }
    painted = now;
    String count = "%s of %s %s".formatted((long) done, total, unit);
    int cells = Math.max(0, Math.min(MOST_CELLS, screen.columns() - BESIDE - count.length()));
    int full = (int) (cells * Math.min(1, done / total));
    String line = "[%s%s] %s".formatted("#".repeat(full), " ".repeat(cells - full), count);
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
