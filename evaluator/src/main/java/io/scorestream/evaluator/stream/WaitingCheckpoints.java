package io.scorestream.evaluator.stream;

import io.scorestream.events.ScoreCheckpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Checkpoints whose run is not known yet, on disk: one is read only when it is taken. Owned by a
 * stream thread.
 */
final class WaitingCheckpoints {

  private final KeyValueStore<String, ScoreCheckpoint> store;

  WaitingCheckpoints(KeyValueStore<String, ScoreCheckpoint> store) {
    this.store = store;
  }

  void put(ScoreCheckpoint checkpoint) {
    store.put(
        StoreKeys.half(
            checkpoint.getRun(),
            checkpoint.getMilestone(),
            checkpoint.getTimestep(),
            checkpoint.getHalf()),
        checkpoint);
  }

  /** Whether any of a run wait. */
  boolean has(String run) {
    try (KeyValueIterator<String, ScoreCheckpoint> of = of(run)) {
      return of.hasNext();
    }
  }

  /** The runs of those that wait. Costs a look-up for each of them. */
  List<String> runs() {
    List<String> runs = new ArrayList<>();
    String from = null;
    while (true) {
      try (KeyValueIterator<String, ScoreCheckpoint> rest = store.range(from, null)) {
        if (!rest.hasNext()) {
          return runs;
        }
        String run = StoreKeys.runOf(rest.peekNextKey());
        runs.add(run);
        from = StoreKeys.afterRun(run);
      }
    }
  }

  /** Removes a run's first, by milestone and timestep, and returns it. */
  Optional<ScoreCheckpoint> take(String run) {
    KeyValue<String, ScoreCheckpoint> first;
    try (KeyValueIterator<String, ScoreCheckpoint> of = of(run)) {
      if (!of.hasNext()) {
        return Optional.empty();
      }
      first = of.next();
    }
    store.delete(first.key);
    return Optional.of(first.value);
  }

  /** Drops a deleted run's, which would wait forever. */
  void forget(String run) {
    StoreRanges.deletePrefix(store, StoreKeys.run(run));
  }

  private KeyValueIterator<String, ScoreCheckpoint> of(String run) {
    return store.prefixScan(StoreKeys.run(run), new StringSerializer());
  }
}
