package io.scorestream.evaluator.measure;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was used last, up to a total weight, and drops the rest. Whatever it drops can be made
 * again: it changes speed, never results. Safe from any thread: what several ask for at once is
 * made by one of them, while the others wait for it.
 */
public final class RecentlyUsed<K, V> implements AutoCloseable {

  private static final float LOAD = 0.75f;

  /** In the order of use; guarded by itself. */
  private final LinkedHashMap<K, Slot<V>> slots = new LinkedHashMap<>(16, LOAD, true);

  private final long capacity;
  private final ToLongFunction<V> weight;
  private final Consumer<V> dropped;

  /** Guarded by the slots. */
  private long total;

  /** Room for a value, whose monitor is held while it is made. */
  private static final class Slot<V> {
    private volatile @Nullable V value;
  }

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

  /** The value of a key, made where it is not kept; what making it throws, this throws. */
  public V get(K key, Supplier<V> make) {
    Slot<V> slot;
    synchronized (slots) {
      slot = slots.computeIfAbsent(key, unused -> new Slot<>());
    }
    synchronized (slot) {
      V kept = slot.value;
      if (kept == null) {
        kept = made(key, slot, make);
        slot.value = kept;
        keep(slot);
      }
      return kept;
    }
  }

  /** Drops everything. */
  @Override
  public void close() {
    synchronized (slots) {
      slots.values().stream().filter(slot -> slot.value != null).forEach(this::drop);
      slots.clear();
    }
  }

  private V made(K key, Slot<V> slot, Supplier<V> make) {
    try {
      return make.get();
    } catch (Throwable e) { // Rethrown: it only must not leave an empty slot behind.
      synchronized (slots) {
        slots.remove(key, slot);
      }
      throw e;
    }
  }

  private void keep(Slot<V> newest) {
    synchronized (slots) {
      total += weight.applyAsLong(newest.value);
      Iterator<Map.Entry<K, Slot<V>>> oldest = slots.entrySet().iterator();
      while (total > capacity && oldest.hasNext()) {
        Slot<V> slot = oldest.next().getValue();
        if (slot != newest && slot.value != null) {
          oldest.remove();
          drop(slot);
        }
      }
    }
  }

  private void drop(Slot<V> slot) {
    total -= weight.applyAsLong(slot.value);
    dropped.accept(slot.value);
  }
}
