package io.scorestream.sampler;

import io.scorestream.events.ScoreCheckpoint;
import io.scorestream.model.TimestepState;
import io.scorestream.run.Checkpoints;
import io.scorestream.run.Run;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Puts a run's checkpoints together until a milestone has all of its timesteps. Since a milestone's
 * checkpoints are committed as one, those of the next mean that what is missing of the one before
 * will not come any more: one milestone at a time is held. Owned by one thread.
 */
final class MilestoneAssembly {

  private final Run run;

  /** Sampling has no use for Adam's moments; all states share these. */
  private final float[] noMoments;

  private final TimestepState[] states;
  private long milestone = -1;

  MilestoneAssembly(Run run) {
    this.run = run;
    this.noMoments = new float[run.network().parameters()];
    this.states = new TimestepState[run.grid().steps()];
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
    if (checkpoint.getMilestone() != milestone) {
      Arrays.fill(states, null);
      milestone = checkpoint.getMilestone();
    }
    states[checkpoint.getTimestep() - 1] =
        new TimestepState(state.weights(), noMoments, noMoments, state.step());
    if (Arrays.stream(states).anyMatch(Objects::isNull)) {
      return Optional.empty();
    }
    TrainedNetworks complete =
        new TrainedNetworks(milestone, List.of(states), checkpoint.getOffsets());
    Arrays.fill(states, null);
    return Optional.of(complete);
  }

  private void requireFits(ScoreCheckpoint checkpoint) {
    if (!checkpoint.getSpecHash().equals(run.hash())) {
      throw new IllegalArgumentException(
          "it was made for another specification of " + run + " than the one on the runs topic");
    }
    int timestep = checkpoint.getTimestep();
    if (timestep < 1 || timestep > states.length) {
      throw new IllegalArgumentException(
          "it is of timestep %d, and %s has 1 to %d".formatted(timestep, run, states.length));
    }
  }
}
