package io.scorestream.evaluator.stream;

import io.scorestream.evaluator.measure.HeldOutAnswers;
import io.scorestream.evaluator.work.TimestepWork;
import io.scorestream.run.RunState;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The answers of each timestep's newest network so far, on disk. Owned by a stream thread.
 *
 * <p>An incarnation's are kept until it ends: its next milestone may come at any time.
 */
final class EarlierAnswers {

  private final KeyValueStore<String, HeldOutAnswers> store;

  EarlierAnswers(KeyValueStore<String, HeldOutAnswers> store) {
    this.store = store;
  }

  /** Those of the same timestep at an earlier milestone. */
  Optional<HeldOutAnswers> before(TimestepWork work) {
    return Optional.ofNullable(store.get(StoreKeys.timestep(work)))
        .filter(answers -> answers.milestone() < work.milestone());
  }

  /** Keeps those of a network, unless there are newer ones. */
  void keep(TimestepWork work, HeldOutAnswers answers) {
    HeldOutAnswers newest = store.get(StoreKeys.timestep(work));
    if (newest == null || newest.milestone() < answers.milestone()) {
      store.put(StoreKeys.timestep(work), answers);
    }
  }

  /** Drops those of earlier incarnations of a run. */
  void forget(RunState state) {
    StoreRanges.deleteEnded(store, state);
  }
}
