package io.scorestream.evaluator.stream;

import io.scorestream.run.RunState;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Neighbouring entries of stores, by {@link StoreKeys}. Pure but for the store. */
public final class StoreRanges {

  private StoreRanges() {}

  /** A store on disk, of which Kafka keeps a log. */
  public static <V> StoreBuilder<KeyValueStore<String, V>> persistent(String name, Serde<V> serde) {
    return store(Stores.persistentKeyValueStore(name), serde);
  }

  /** A store in memory, whose topic is its log. */
  static <V> StoreBuilder<KeyValueStore<String, V>> inMemory(String name, Serde<V> serde) {
    return store(Stores.inMemoryKeyValueStore(name), serde);
  }

  /**
   * Kafka Streams hands a store's serde the headers of whatever record is at work, which say
   * nothing of what is stored.
   */
  private static <V> StoreBuilder<KeyValueStore<String, V>> store(
      KeyValueBytesStoreSupplier supplier, Serde<V> serde) {
    return Stores.keyValueStoreBuilder(
        supplier,
        Serdes.String(),
        Serdes.serdeFrom(
            (topic, value) -> serde.serializer().serialize(topic, value),
            (topic, bytes) -> serde.deserializer().deserialize(topic, bytes)));
  }

  /** All values whose key begins so, in the order of their keys. */
  public static <V> List<V> values(ReadOnlyKeyValueStore<String, V> store, String prefix) {
    List<V> values = new ArrayList<>();
    try (KeyValueIterator<String, V> found = store.prefixScan(prefix, new StringSerializer())) {
      found.forEachRemaining(entry -> values.add(entry.value));
    }
    return values;
  }

  /** All values from one key to another, both included, in the order of their keys. */
  public static <V> List<V> values(ReadOnlyKeyValueStore<String, V> store, String from, String to) {
    List<V> values = new ArrayList<>();
    try (KeyValueIterator<String, V> found = store.range(from, to)) {
      found.forEachRemaining(entry -> values.add(entry.value));
    }
    return values;
  }

  /** Deletes the entries whose key begins so, and says how many there were. */
  static <V> int deletePrefix(KeyValueStore<String, V> store, String prefix) {
    return delete(store, store.prefixScan(prefix, new StringSerializer()));
  }

  /** Deletes what there is of earlier incarnations of a run, and says how many entries it was. */
  public static <V> int deleteEnded(KeyValueStore<String, V> store, RunState state) {
    String run = state.run().id();
    return deleteRange(store, StoreKeys.run(run), StoreKeys.incarnation(run, state.incarnation()));
  }

  /** Deletes the entries from one key to another, both included, and says how many there were. */
  static <V> int deleteRange(KeyValueStore<String, V> store, String from, String to) {
    return delete(store, store.range(from, to));
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

  private static <V> int delete(
      KeyValueStore<String, V> store, KeyValueIterator<String, V> entries) {
    List<String> keys = new ArrayList<>();
    try (entries) {
      entries.forEachRemaining(entry -> keys.add(entry.key));
    }
    keys.forEach(store::delete);
    return keys.size();
  }
}
