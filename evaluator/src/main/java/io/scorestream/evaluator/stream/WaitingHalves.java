package io.scorestream.evaluator.stream;

import io.scorestream.events.SampleHalf;
import io.scorestream.events.ScoreCheckpoint;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Networks on one half of a milestone's samples, on disk until the one on the other half comes.
 * Owned by a stream thread.
 *
 * <p>Shards commit their milestones in order: once both halves of one are there, what is missing of
 * those before it will not come any more.
 */
final class WaitingHalves {

  private final KeyValueStore<String, ScoreCheckpoint> store;

  WaitingHalves(KeyValueStore<String, ScoreCheckpoint> store) {
    this.store = store;
  }

  /**
   * The network of the same timestep and milestone on the other half, which waits no longer; where
   * there is none yet, the one given waits for it.
   */
  Optional<ScoreCheckpoint> partner(ScoreCheckpoint checkpoint) {
    SampleHalf half = checkpoint.getHalf();
    SampleHalf other = half == SampleHalf.FIRST ? SampleHalf.SECOND : SampleHalf.FIRST;
    ScoreCheckpoint partner = store.get(key(checkpoint, other));
    if (partner == null) {
      store.put(key(checkpoint, half), checkpoint);
    } else {
      StoreRanges.deleteRange(
          store,
          StoreKeys.timestep(checkpoint.getRun(), checkpoint.getTimestep()),
          key(checkpoint, SampleHalf.SECOND));
    }
    return Optional.ofNullable(partner);
  }

  /** Drops those of a deleted run. */
  void forget(String run) {
    StoreRanges.deletePrefix(store, StoreKeys.run(run));
  }

  private static String key(ScoreCheckpoint checkpoint, SampleHalf half) {
    return StoreKeys.halfByTimestep(
        checkpoint.getRun(), checkpoint.getTimestep(), checkpoint.getMilestone(), half);
  }
}
