package io.scorestream.sampler;

import io.scorestream.events.ScoreCheckpoint;
import io.scorestream.run.Checkpoints;
import io.scorestream.run.Run;
import io.scorestream.run.network.TimestepState;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts a run's checkpoints together until a milestone has all of its timesteps. Shards go on
 * independently, so that several milestones may be open at once; but each commits its milestones in
 * order, so that once one is complete, what is missing of those before it will not come any more.
 * Owned by one thread.
 */
final class MilestoneAssembly {

  private final Run run;

  /** Sampling has no use for Adam's moments; all states share these. */
  private final float[] noMoments;

  private final SortedMap<Long, TimestepState[]> open = new TreeMap<>();

  MilestoneAssembly(Run run) {
    this.run = run;
    this.noMoments = new float[run.network().parameters()];
  }

  /**
   * Takes the next checkpoint of the run.
   *
   * @return the networks of its milestone, when it was the last that was missing
   * @throws IllegalArgumentException when it is damaged, or does not belong to the run as specified
   */
  Optional<TrainedNetworks> add(ScoreCheckpoint checkpoint) {
    requireFits(checkpoint);
    TimestepState state = Checkpoints.state(checkpoint);
    state.requireFits(run.network(), checkpoint.getTimestep());
    long milestone = checkpoint.getMilestone();
    TimestepState[] states =
        open.computeIfAbsent(milestone, m -> new TimestepState[run.grid().steps()]);
    states[checkpoint.getTimestep() - 1] =
        new TimestepState(state.weights(), noMoments, noMoments, state.averages(), state.step());
    if (Arrays.stream(states).anyMatch(Objects::isNull)) {
      return Optional.empty();
    }
    open.headMap(milestone + 1).clear();
    return Optional.of(new TrainedNetworks(milestone, List.of(states), checkpoint.getOffsets()));
  }

  private void requireFits(ScoreCheckpoint checkpoint) {
    if (!checkpoint.getSpecHash().equals(run.hash())) {
      throw new IllegalArgumentException(
          "it was made for another specification of " + run + " than the one on the runs topic");
    }
    int timestep = checkpoint.getTimestep();
    if (timestep < 1 || timestep > run.grid().steps()) {
      throw new IllegalArgumentException(
          "it is of timestep %d, and %s has 1 to %d".formatted(timestep, run, run.grid().steps()));
    }
  }
}
