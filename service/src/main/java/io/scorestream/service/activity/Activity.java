package io.scorestream.service.activity;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a service is doing at one moment.
 *
 * @param phase a verb: streaming, waiting, training, sampling, evaluating
 * @param run run id, or {@code null} where it is for none
 * @param milestone m, or {@code null} where it is for none
 * @param done units done, at least 0
 * @param total units to do, 0 where there is no end
 * @param unit what is counted
 * @param behind events that wait to be taken up, at least 0; 0 where it is not said
 */
public record Activity(
    String phase,
    @Nullable String run,
    @Nullable Long milestone,
    long done,
    long total,
    String unit,
    long behind) {

  /** An activity that does not say what waits. */
  public Activity(
      String phase,
      @Nullable String run,
      @Nullable Long milestone,
      long done,
      long total,
      String unit) {
    this(phase, run, milestone, done, total, unit, 0);
  }

  /** Nothing to do. */
  public static Activity waiting() {
    return new Activity("waiting", null, null, 0, 0, "");
  }

  /** The same, with so many events waiting. */
  public Activity behindBy(long events) {
    return new Activity(phase, run, milestone, done, total, unit, events);
  }

  /**
   * Whether this goes on with what was done before, and has not come to its end. A count that falls
   * is other work of the same name, such as a milestone's next shard.
   */
  boolean continues(Activity before) {
    return phase.equals(before.phase)
        && Objects.equals(run, before.run)
        && Objects.equals(milestone, before.milestone)
        && done >= before.done
        && (total == 0 || done < total);
  }

  double rateSince(Activity before, long nanos) {
    return nanos <= 0 ? 0 : Math.max(0, done - before.done) * 1e9 / nanos;
  }
}
