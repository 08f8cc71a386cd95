package io.scorestream.evaluator.stream;

import io.scorestream.evaluator.measure.HeldOutAnswers;
import io.scorestream.evaluator.work.TimestepWork;
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
  Optional<HeldOutAnswers> before(TimestepWork work) {
    return Optional.ofNullable(store.get(key(work)))
        .filter(answers -> answers.milestone() < work.milestone());
  }

  /** Keeps those of a network, unless there are newer ones. */
  void keep(TimestepWork work, HeldOutAnswers answers) {
    HeldOutAnswers newest = store.get(key(work));
    if (newest == null || newest.milestone() < answers.milestone()) {
      store.put(key(work), answers);
    }
  }

  /** Drops those of a deleted run. */
  void forget(String run) {
    StoreRanges.deletePrefix(store, StoreKeys.run(run));
  }

  private static String key(TimestepWork work) {
    return work.key();
  }
}
