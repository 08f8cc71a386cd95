package io.scorestream.evaluator.stream;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Deletes neighbouring entries of a store. */
final class StoreRanges {

  private StoreRanges() {}

  static <V> void deletePrefix(KeyValueStore<String, V> store, String prefix) {
    delete(store, store.prefixScan(prefix, new StringSerializer()));
  }

  /** Deletes the entries from one key to another, both included. */
  static <V> void deleteRange(KeyValueStore<String, V> store, String from, String to) {
    delete(store, store.range(from, to));
  }

  private static <V> void delete(
      KeyValueStore<String, V> store, KeyValueIterator<String, V> entries) {
    List<String> keys = new ArrayList<>();
    try (entries) {
      entries.forEachRemaining(entry -> keys.add(entry.key));
    }
    keys.forEach(store::delete);
  }
}
