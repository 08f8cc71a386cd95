package io.scorestream.evaluator.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * A part of neighbouring entries of a store.
 *
 * @param values in the order of their keys
 * @param next what the last one's key has behind the prefix, for the slice after it; empty where
 *     there is no more
 */
public record StoreSlice<V>(List<V> values, Optional<String> next) {

  /**
   * Reads one, and no more of the store. A value that comes meanwhile is in a later slice where its
   * key is behind this one's, and in none otherwise.
   *
   * @param prefix what the keys begin with, up to a slash
   * @param after where the slice before ended; empty for the first
   * @param limit values at most, at least 1
   */
  public static <V> StoreSlice<V> of(
      ReadOnlyKeyValueStore<String, V> store, String prefix, String after, int limit) {
    List<V> values = new ArrayList<>();
    String last = prefix + after;
    try (KeyValueIterator<String, V> found = store.range(last, StoreKeys.after(prefix))) {
      while (found.hasNext()) {
        KeyValue<String, V> entry = found.next();
        if (entry.key.equals(prefix + after)) {
          continue;
        }
        if (values.size() == limit) {
          return new StoreSlice<>(values, Optional.of(last.substring(prefix.length())));
        }
        values.add(entry.value);
        last = entry.key;
      }
    }
    return new StoreSlice<>(values, Optional.empty());
  }
}
