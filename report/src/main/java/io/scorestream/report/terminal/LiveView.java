package io.scorestream.report.terminal;

import io.scorestream.events.RunSpec;
import io.scorestream.events.ServiceActivity;
import io.scorestream.report.MilestoneRow;
import io.scorestream.service.terminal.Words;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A table that grows a row per milestone, and below it one line per service and one for how far it
 * all is, painted in place at most ten times a second. Guarded by its own monitor; a daemon thread
 * of its own paints.
 *
 * <p>Lines are painted with automatic line breaks off: a window made narrower cuts them, and never
 * breaks the picture. Nothing else may write to the terminal meanwhile.
 */
final class LiveView implements ProgressView {

  private static final long PAINT_MILLIS = 100;
  private static final String ERASE_BELOW = "\u001b[J";
  private static final String ERASE_LINE_END = "\u001b[K";
  private static final String NO_LINE_BREAKS = "\u001b[?7l";
  private static final String LINE_BREAKS = "\u001b[?7h";
  private static final List<String> ORDER = List.of("producer", "trainer", "sampler", "evaluator");

  private final PrintWriter out;
  private final Screen screen;
  private final RowLines rows;
  private final NavigableMap<Key, ServiceActivity> services = new TreeMap<>();
  private final ScheduledExecutorService painter =
      Executors.newSingleThreadScheduledExecutor(LiveView::daemon);
  private String status = "";
  private boolean stale;
  private int painted;

  LiveView(PrintWriter out, Screen screen, RowLines rows) {
    this.out = out;
    this.screen = screen;
    this.rows = rows;
    var unused =
        painter.scheduleWithFixedDelay(
            this::repaint, PAINT_MILLIS, PAINT_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void activity(ServiceActivity activity) {
    services.put(new Key(activity.getService(), activity.getInstance()), activity);
    stale = true;
  }

  @Override
  public synchronized void row(RunSpec run, MilestoneRow row) {
    List<String> next = rows.next(run, row);
    String apart = next.size() > 1 ? "\n" : "";
    write(eraseLines() + apart + String.join("\n", next) + "\n" + lines());
  }

  @Override
  public synchronized void message(String text) {
    write(eraseLines() + Words.wrapped(text, screen.columns()) + "\n" + lines());
  }

  @Override
  public synchronized void status(String text) {
    stale |= !text.equals(status);
    status = text;
  }

  @Override
  public synchronized void result(String text) {
    message(text);
  }

  @Override
  public synchronized void close() {
    painter.shutdownNow();
    write(eraseLines());
  }

  /** Paints the lines over the old ones, if anything has changed. */
  synchronized void repaint() {
    if (stale && !painter.isShutdown()) {
      write(toFirstLine() + lines());
    }
  }

  private String eraseLines() {
    String erased = toFirstLine() + ERASE_BELOW;
    painted = 0;
    return erased;
  }

  private String toFirstLine() {
    return painted == 0 ? "" : "\u001b[" + painted + "F";
  }

  private String lines() {
    if (services.isEmpty() && status.isEmpty()) {
      return "";
    }
    StringBuilder lines = new StringBuilder(NO_LINE_BREAKS).append(ERASE_LINE_END).append('\n');
    boolean named =
        services.values().stream()
                .map(ServiceActivity::getRun)
                .filter(Objects::nonNull)
                .distinct()
                .count()
            > 1;
    for (ServiceActivity activity : services.values()) {
      lines.append(ActivityLine.of(activity, screen, named)).append(ERASE_LINE_END).append('\n');
    }
    painted = services.size() + 1;
    if (!status.isEmpty()) {
      lines.append(status).append(ERASE_LINE_END).append('\n');
      painted++;
    }
    stale = false;
    return lines.append(LINE_BREAKS).toString();
  }

  private void write(String text) {
    out.print(text);
    out.flush();
  }

  private static Thread daemon(Runnable painting) {
    Thread thread = new Thread(painting, "terminal");
    thread.setDaemon(true);
    return thread;
  }

  /** Sorts lines in the order in which data flows. */
  private record Key(String service, String instance) implements Comparable<Key> {

    private static final Comparator<Key> FLOW =
        Comparator.comparingInt((Key key) -> Math.floorMod(ORDER.indexOf(key.service), 100))
            .thenComparing(Key::service)
            .thenComparing(Key::instance);

    @Override
    public int compareTo(Key other) {
      return FLOW.compare(this, other);
    }
  }
}
