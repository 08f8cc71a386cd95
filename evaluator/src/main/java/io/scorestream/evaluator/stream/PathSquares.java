package io.scorestream.evaluator.stream;

import io.scorestream.run.Run;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Gathers the terms of forward paths' squared errors until all timesteps of a milestone are there.
 * Each timestep has an entry of its own on disk, so that a checkpoint that comes twice counts once,
 * and sums do not depend on the order in which shards go on. In memory there is a bit for each.
 *
 * <p>Shards commit their milestones in order: once a milestone is complete, what is missing of
 * those before it will not come any more. Owned by a stream thread.
 */
final class PathSquares {

  private final KeyValueStore<String, float[]> store;

  /** By run and milestone, the timesteps that are there; looked up on disk after a start. */
  private final Map<String, TreeMap<Long, BitSet>> present = new HashMap<>();

  PathSquares(KeyValueStore<String, float[]> store) {
    this.store = store;
  }

  /**
   * Takes one timestep's terms.
   *
   * @param terms {@code [paths]}
   * @return the sums over all timesteps, {@code [paths]}, when these were the last that were
   *     missing
   */
  Optional<double[]> add(Run run, long milestone, int timestep, float[] terms) {
    store.put(StoreKeys.timestep(run.id(), milestone, timestep), terms);
    BitSet timesteps =
        present
            .computeIfAbsent(run.id(), id -> new TreeMap<>())
            .computeIfAbsent(milestone, m -> stored(run.id(), m));
    timesteps.set(timestep);
    if (timesteps.cardinality() < run.grid().steps()) {
      return Optional.empty();
    }
    double[] sums = sums(run.id(), milestone, terms.length);
    close(run.id(), milestone);
    return Optional.of(sums);
  }

  /** Drops what there is of a deleted run. */
  void forget(String run) {
    present.remove(run);
    StoreRanges.deletePrefix(store, StoreKeys.run(run));
  }

  private BitSet stored(String run, long milestone) {
    BitSet timesteps = new BitSet();
    try (KeyValueIterator<String, float[]> entries = entries(run, milestone)) {
      entries.forEachRemaining(entry -> timesteps.set(StoreKeys.timestepOf(entry.key)));
    }
    return timesteps;
  }

  private double[] sums(String run, long milestone, int paths) {
    double[] sums = new double[paths];
    try (KeyValueIterator<String, float[]> entries = entries(run, milestone)) {
      while (entries.hasNext()) {
        KeyValue<String, float[]> next = entries.next();
        for (int path = 0; path < paths; path++) {
          sums[path] += next.value[path];
        }
      }
    }
    return sums;
  }

  private void close(String run, long milestone) {
    present.get(run).headMap(milestone, true).clear();
    StoreRanges.deleteRange(
        store, StoreKeys.run(run), StoreKeys.timestep(run, milestone, StoreKeys.LAST_TIMESTEP));
  }

  private KeyValueIterator<String, float[]> entries(String run, long milestone) {
    return store.prefixScan(StoreKeys.milestone(run, milestone), new StringSerializer());
  }
}
