package io.scorestream.evaluator.stream;

import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.run.Run;
import io.scorestream.service.activity.Activity;
import io.scorestream.topics.MetricName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many timesteps of the milestones at hand are evaluated, and what that took. Shards go on
 * independently, so that several milestones may be at hand. Kept in memory alone: after a restart a
 * milestone that was begun before is counted from there, and gives no times. Used by one thread at
 * a time.
 */
final class MilestoneProgress {

  /** Milestones at hand; of more, the oldest are no longer counted. */
  private static final int MOST = 64;

  private final Map<String, Count> counts =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
          return size() > MOST;
        }
      };

  private static final class Count {
    private int done;
    private Duration taken = Duration.ZERO;
  }

  /** Counts one more timestep. */
  Activity next(Run run, long milestone, Duration taken) {
    Count count = counts.computeIfAbsent(key(run, milestone), key -> new Count());
    int total = run.grid().steps();
    count.done = Math.min(count.done + 1, total);
    count.taken = count.taken.plus(taken);
    return new Activity("evaluating", run.id(), milestone, count.done, total, "timesteps");
  }

  /**
   * The milestone's times when its last timestep has been counted, and nothing before.
   *
   * @param lag since its last checkpoint was written
   */
  List<Metric> finished(Run run, long milestone, Duration lag) {
    Count count = counts.get(key(run, milestone));
    int total = run.grid().steps();
    if (count.done < total) {
      return List.of();
    }
    counts.remove(key(run, milestone));
    MetricScope scope = MetricScope.of(run, milestone);
    return List.of(
        seconds(scope, MetricName.EVALUATION_SECONDS, count.taken, total),
        seconds(scope, MetricName.EVALUATION_LAG_SECONDS, lag, total));
  }

  private static Metric seconds(MetricScope scope, MetricName name, Duration time, int total) {
    return scope.number(name, time.toNanos() / 1e9, total, Evidence.EMPIRICAL);
  }

  private static String key(Run run, long milestone) {
    return run.id() + "/" + milestone;
  }
}
