package io.scorestream.evaluator.api;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Picks what is newest. Pure. */
final class Latest {

  private Latest() {}

  /**
   * Of each series the event of the largest milestone, the series in the order of their first
   * events.
   *
   * @param series what an event belongs to
   */
  static <V> Collection<V> of(List<V> events, Function<V, ?> series, ToLongFunction<V> milestone) {
    Map<Object, V> newest = new LinkedHashMap<>();
    for (V event : events) {
      newest.merge(
          series.apply(event),
          event,
          (kept, next) -> milestone.applyAsLong(next) >= milestone.applyAsLong(kept) ? next : kept);
    }
    return newest.values();
  }
}
