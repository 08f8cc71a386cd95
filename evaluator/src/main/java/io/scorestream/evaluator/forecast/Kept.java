package io.scorestream.evaluator.forecast;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Events of one kind in a store, by {@link StoreKeys}. Pure but for the store. */
public final class Kept {

  private Kept() {}

  /** A store on disk, of which Kafka keeps a log. */
  static <V extends SpecificRecord> StoreBuilder<KeyValueStore<String, V>> builder(
      String name, Serde<V> serde) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.String(), serde);
  }

  /** All events of a run. */
  public static <V> List<V> ofRun(ReadOnlyKeyValueStore<String, V> store, String run) {
    return of(store, StoreKeys.run(run));
  }

  /** All events whose key begins so, in the order of their keys. */
  static <V> List<V> of(ReadOnlyKeyValueStore<String, V> store, String prefix) {
    List<V> events = new ArrayList<>();
    try (KeyValueIterator<String, V> found = store.prefixScan(prefix, new StringSerializer())) {
      found.forEachRemaining(entry -> events.add(entry.value));
    }
    return events;
  }

  /** Deletes all that there is of a run. */
  static <V> void forget(KeyValueStore<String, V> store, String run) {
    try (KeyValueIterator<String, V> found =
        store.prefixScan(StoreKeys.run(run), new StringSerializer())) {
      while (found.hasNext()) {
        KeyValue<String, V> next = found.next();
        store.delete(next.key);
      }
    }
  }
}
