package io.scorestream.report.terminal;

import io.scorestream.events.ServiceActivity;
import java.util.Locale;

/** One service's live line: who, what, a bar where there is an end, how far, and how fast. */
final class ActivityLine {

  private static final int LEAST_BAR = 6;
  private static final int LONGEST_BAR = 28;
  private static final int BESIDE_BAR = 69;
  private static final int WIDE = 76;
  private static final String BOLD = "\u001b[1m";
  private static final String CYAN = "\u001b[36m";
  private static final String FAINT = "\u001b[2m";
  private static final String PLAIN = "\u001b[0m";

  private ActivityLine() {}

  /** What is being done to which run: {@code training mixture-n50-s1 m=512}. */
  static String whatOfRun(ServiceActivity activity) {
    return activity.getRun() == null
        ? what(activity)
        : activity.getPhase()
            + " "
            + activity.getRun()
            + (activity.getMilestone() == null ? "" : " m=" + activity.getMilestone());
  }

  /** What is being done: {@code training m=512}. */
  static String what(ServiceActivity activity) {
    return activity.getMilestone() == null
        ? activity.getPhase()
        : activity.getPhase() + " m=" + activity.getMilestone();
  }

  /** Whether nothing is being done. */
  static boolean isIdle(ServiceActivity activity) {
    return activity.getPhase().equals("waiting");
  }

  /**
   * The line for a screen: shorter than its width where that is 50 or more and runs are not named.
   * On a narrower one a share stands for the bar.
   *
   * @param named whether it names the run
   */
  static String of(ServiceActivity activity, Screen screen, boolean named) {
    String service = "%-10s".formatted(activity.getService());
    String what = named ? whatOfRun(activity) : what(activity);
    if (isIdle(activity)) {
      String line = service + " " + what;
      return screen.colour() ? FAINT + line + PLAIN : line;
    }
    boolean wide = screen.columns() >= WIDE;
    String bar = wide ? bar(activity, screen) : share(activity);
    String rest =
        (wide ? "%22s %9s".formatted(count(activity), pace(activity)) : pace(activity))
            .stripTrailing();
    return screen.colour()
        ? BOLD + service + PLAIN + " %-22s %s%s%s %s".formatted(what, CYAN, bar, PLAIN, rest)
        : service + " %-22s %s %s".formatted(what, bar, rest);
  }

  private static String share(ServiceActivity activity) {
    return activity.getTotal() > 0
        ? String.format(Locale.ROOT, "%3d %%", 100 * activity.getDone() / activity.getTotal())
        : " ".repeat(5);
  }

  private static String bar(ServiceActivity activity, Screen screen) {
    int width = Math.max(LEAST_BAR, Math.min(LONGEST_BAR, screen.columns() - BESIDE_BAR));
    return activity.getTotal() > 0
        ? screen.glyphs().bar((double) activity.getDone() / activity.getTotal(), width)
        : " ".repeat(width);
  }

  private static String count(ServiceActivity activity) {
    String done =
        activity.getTotal() > 0
            ? String.format(Locale.ROOT, "%,d/%,d", activity.getDone(), activity.getTotal())
            : String.format(Locale.ROOT, "%,d", activity.getDone());
    return activity.getUnit().isEmpty() ? "" : done + " " + activity.getUnit();
  }

  /** How many events wait, where any do; how fast it goes otherwise. */
  private static String pace(ServiceActivity activity) {
    long behind = activity.getBehind();
    if (behind > 0) {
      return behind < 1_000 ? "+" + behind + " wait" : "+" + behind / 1_000 + "k wait";
    }
    double rate = activity.getRate();
    return rate > 0 ? String.format(Locale.ROOT, rate < 10 ? "%.1f/s" : "%,.0f/s", rate) : "";
  }
}
