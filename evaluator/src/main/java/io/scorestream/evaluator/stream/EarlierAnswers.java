package io.scorestream.evaluator.stream;

import io.scorestream.evaluator.measure.HeldOutAnswers;
import io.scorestream.events.ScoreCheckpoint;
import io.scorestream.topics.Keys;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The answers of each timestep's newest network so far, on disk. Owned by a stream thread.
 *
 * <p>A run's are kept until it is deleted: its next milestone may come at any time.
 */
final class EarlierAnswers {

  private final KeyValueStore<String, HeldOutAnswers> store;

  EarlierAnswers(KeyValueStore<String, HeldOutAnswers> store) {
    this.store = store;
  }

  /** Those of the same timestep at an earlier milestone. */
  Optional<HeldOutAnswers> before(ScoreCheckpoint checkpoint) {
    return Optional.ofNullable(store.get(key(checkpoint)))
        .filter(answers -> answers.milestone() < checkpoint.getMilestone());
  }

  /** Keeps those of a checkpoint, unless there are newer ones. */
  void keep(ScoreCheckpoint checkpoint, HeldOutAnswers answers) {
    HeldOutAnswers newest = store.get(key(checkpoint));
    if (newest == null || newest.milestone() < answers.milestone()) {
      store.put(key(checkpoint), answers);
    }
  }

  /** Drops those of a deleted run. */
  void forget(String run) {
    StoreRanges.deletePrefix(store, StoreKeys.run(run));
  }

  private static String key(ScoreCheckpoint checkpoint) {
    return Keys.checkpoint(checkpoint.getRun(), checkpoint.getTimestep());
  }
}
