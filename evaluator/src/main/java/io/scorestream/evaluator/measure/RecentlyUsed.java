package io.scorestream.evaluator.measure;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Keeps what was used last, up to a total weight, and drops the rest. Whatever it drops can be made
 * again: it changes speed, never results. Used by one thread at a time.
 */
public final class RecentlyUsed<K, V> implements AutoCloseable {

  private static final float LOAD = 0.75f;

  private final LinkedHashMap<K, V> values = new LinkedHashMap<>(16, LOAD, true);
  private final long capacity;
  private final ToLongFunction<V> weight;
  private final Consumer<V> dropped;
  private long total;

  /**
   * @param capacity largest total weight; a single value may be heavier and is then kept alone
   * @param weight of a value, at least 1 and always the same
   * @param dropped told of each value that is let go
   */
  public RecentlyUsed(long capacity, ToLongFunction<V> weight, Consumer<V> dropped) {
    this.capacity = capacity;
    this.weight = weight;
    this.dropped = dropped;
  }

  /** Keeps up to {@code count} values that need no closing. */
  public static <K, V> RecentlyUsed<K, V> count(int count) {
    return new RecentlyUsed<>(count, value -> 1, value -> {});
  }

  /** The value of a key, made where it is not kept. */
  public V get(K key, Supplier<V> make) {
    V kept = values.get(key);
    if (kept != null) {
      return kept;
    }
    V made = make.get();
    total += weight.applyAsLong(made);
    Iterator<Map.Entry<K, V>> oldest = values.entrySet().iterator();
    while (total > capacity && oldest.hasNext()) {
      V drop = oldest.next().getValue();
      oldest.remove();
      drop(drop);
    }
    values.put(key, made);
    return made;
  }

  /** Drops everything. */
  @Override
  public void close() {
    values.values().forEach(this::drop);
    values.clear();
  }

  private void drop(V value) {
    total -= weight.applyAsLong(value);
    dropped.accept(value);
  }
}
