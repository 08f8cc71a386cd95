package io.scorestream.evaluator.stream;

import io.scorestream.evaluator.work.Evaluated;
import io.scorestream.service.activity.Activity;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many parts of the milestones at hand this process has evaluated, for those who watch. Kept in
 * memory alone: after a restart a milestone that was begun before is counted from there. Safe from
 * any thread.
 */
final class MilestoneProgress {

  /** Milestones at hand; of more, the oldest are no longer counted. */
  private static final int MOST = 64;

  private final Map<String, Integer> counts =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > MOST;
        }
      };

  /** Counts one more part. */
  synchronized Activity next(Evaluated part) {
    String key =
        String.join(
            "/", part.run(), "" + part.incarnation(), part.aspect().name(), "" + part.milestone());
    int done = Math.min(counts.merge(key, 1, Integer::sum), part.parts());
    if (done == part.parts()) {
      counts.remove(key);
    }
    return new Activity(
        "evaluating", part.run(), part.milestone(), done, part.parts(), part.aspect().unit());
  }
}
