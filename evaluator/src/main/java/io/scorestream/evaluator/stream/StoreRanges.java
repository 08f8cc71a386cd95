package io.scorestream.evaluator.stream;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Deletes neighbouring entries of a store, and finds whose there are. */
final class StoreRanges {

  private StoreRanges() {}

  static <V> void deletePrefix(KeyValueStore<String, V> store, String prefix) {
    delete(store, store.prefixScan(prefix, new StringSerializer()));
  }

  /** Deletes the entries from one key to another, both included. */
  static <V> void deleteRange(KeyValueStore<String, V> store, String from, String to) {
    delete(store, store.range(from, to));
  }

  /** The runs that a store has entries of. Costs a look-up for each of them. */
  static <V> List<String> runs(KeyValueStore<String, V> store) {
    List<String> runs = new ArrayList<>();
    String from = null;
    while (true) {
      try (KeyValueIterator<String, V> rest = store.range(from, null)) {
        if (!rest.hasNext()) {
          return runs;
        }
        String run = StoreKeys.runOf(rest.peekNextKey());
        runs.add(run);
        from = StoreKeys.afterRun(run);
      }
    }
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
