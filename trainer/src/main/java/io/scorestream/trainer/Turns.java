package io.scorestream.trainer;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Shares a trainer's time among runs: the turn goes to the run that has had least of it, and within
 * the run by an order of its own. A run that comes later starts level with the one that has had
 * least, so that it need not be waited for. For one thread.
 *
 * @param <T> what has turns
 */
final class Turns<T> {

  private final Function<T, String> run;
  private final Comparator<T> within;
  private final Map<String, Long> nanos = new HashMap<>();

  /**
   * @param run which run it belongs to
   * @param within order in a run, the first to have its turn first
   */
  Turns(Function<T, String> run, Comparator<T> within) {
    this.run = run;
    this.within = within;
  }

  /** Whose turn it is; empty where nobody is ready. */
  Optional<T> next(Collection<T> ready) {
    Set<String> runs = ready.stream().map(run).collect(Collectors.toSet());
    long least = runs.stream().filter(nanos::containsKey).mapToLong(nanos::get).min().orElse(0);
    runs.forEach(id -> nanos.putIfAbsent(id, least));
    return ready.stream()
        .min(Comparator.<T>comparingLong(it -> nanos.get(run.apply(it))).thenComparing(within));
  }

  /** Tells how long a turn took. */
  void took(T done, long time) {
    nanos.merge(run.apply(done), time, Long::sum);
  }
}
