package io.scorestream.evaluator.stream;

import io.scorestream.evaluator.work.TimestepWork;
import io.scorestream.events.SampleHalf;
import io.scorestream.run.RunState;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Work on networks of one half of a milestone's samples, until that on the other half comes. Owned
 * by a stream thread.
 *
 * <p>Shards commit their milestones in order: once both halves of one are there, what is missing of
 * those before it will not come any more.
 */
final class WaitingHalves {

  private final KeyValueStore<String, TimestepWork> store;

  WaitingHalves(KeyValueStore<String, TimestepWork> store) {
    this.store = store;
  }

  /**
   * The network of the same timestep and milestone on the other half, which waits no longer; where
   * there is none yet, the one given waits for it.
   */
  Optional<TimestepWork> partner(TimestepWork work) {
    SampleHalf half = work.half();
    SampleHalf other = half == SampleHalf.FIRST ? SampleHalf.SECOND : SampleHalf.FIRST;
    TimestepWork partner = store.get(StoreKeys.half(work, other));
    if (partner == null) {
      store.put(StoreKeys.half(work, half), work);
    } else {
      StoreRanges.deleteRange(
          store, StoreKeys.timestep(work), StoreKeys.half(work, SampleHalf.SECOND));
    }
    return Optional.ofNullable(partner);
  }

  /** Drops those of earlier incarnations of a run. */
  void forget(RunState state) {
    StoreRanges.deleteEnded(store, state);
  }
}
