package io.scorestream.trainer;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Shares a trainer's time among runs: the turn goes to the run that has had least of it, and within
 * the run to the shard that is furthest behind. A run that comes later starts level with the one
 * that has had least, so that it need not be waited for. For one thread.
 */
final class Turns {

  private static final Comparator<ShardTraining> FURTHEST_BEHIND =
      Comparator.<ShardTraining>comparingLong(training -> training.next().orElse(Long.MAX_VALUE))
          .thenComparingInt(training -> training.shard().number());

  private final Map<String, Long> nanos = new HashMap<>();

  /** Whose turn it is; empty where nobody is ready. */
  Optional<ShardTraining> next(Collection<ShardTraining> ready) {
    Set<String> runs = ready.stream().map(Turns::run).collect(Collectors.toSet());
    long least = runs.stream().filter(nanos::containsKey).mapToLong(nanos::get).min().orElse(0);
    runs.forEach(run -> nanos.putIfAbsent(run, least));
    return ready.stream()
        .min(
            Comparator.<ShardTraining>comparingLong(training -> nanos.get(run(training)))
                .thenComparing(FURTHEST_BEHIND));
  }

  /** Tells how long a turn took. */
  void took(ShardTraining training, long time) {
    nanos.merge(run(training), time, Long::sum);
  }

  private static String run(ShardTraining training) {
    return training.shard().run().id();
  }
}
