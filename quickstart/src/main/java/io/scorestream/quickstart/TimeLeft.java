package io.scorestream.quickstart;

import io.scorestream.run.MilestoneSchedule;
import io.scorestream.run.Run;
import java.time.Duration;
import java.util.Optional;

/**
 * How long a run still takes to its goal: later milestones are taken to need as long for a step of
 * training as the newest did, with all that goes on beside it. The first to come tells nothing,
 * since all that a start takes is in its time. Times are {@link System#nanoTime}'s. Owned by one
 * thread.
 */
final class TimeLeft {

  /** Milestones that come faster were there before, and tell nothing. */
  private static final Duration LEAST = Duration.ofSeconds(1);

  private static final int MINUTE = 60;
  private static final int HOUR = 60 * MINUTE;

  private final MilestoneSchedule schedule;
  private final Run run;
  private final long until;
  private long newest;
  private long since;
  private double nanosPerStep = Double.NaN;

  /**
   * @param until the goal, one of the run's milestones
   */
  TimeLeft(Run run, long until) {
    this.run = run;
    this.schedule = run.milestones();
    this.until = until;
  }

  /** Takes a milestone that has come; those before the newest change nothing. */
  void reached(long milestone, long now) {
    if (milestone <= newest) {
      return;
    }
    if (newest > 0 && now - since >= LEAST.toNanos()) {
      nanosPerStep = (double) (now - since) / steps(milestone);
    }
    newest = milestone;
    since = now;
  }

  /** What is left; empty where nothing is known yet, and where the goal is reached. */
  Optional<Duration> at(long now) {
    long next = schedule.after(newest).orElse(Long.MAX_VALUE);
    if (Double.isNaN(nanosPerStep) || next > until) {
      return Optional.empty();
    }
    double later =
        schedule.upTo(until).stream().filter(m -> m > next).mapToDouble(this::steps).sum();
    double rest = Math.max(0, steps(next) * nanosPerStep - (now - since)) + later * nanosPerStep;
    return Optional.of(Duration.ofNanos((long) rest));
  }

  private double steps(long milestone) {
    return run.training().steps(milestone);
  }

  /** As people say it: {@code 40 s}, {@code 3 min}, {@code 2 h 10 min}. */
  static String words(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 2 * MINUTE) {
      return Math.max(5, (seconds + 2) / 5 * 5) + " s";
    }
    if (seconds < 2 * HOUR) {
      return (seconds + MINUTE / 2) / MINUTE + " min";
    }
    return "%s h %s min".formatted(seconds / HOUR, seconds % HOUR / MINUTE);
  }
}
