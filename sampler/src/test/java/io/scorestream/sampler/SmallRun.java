package io.scorestream.sampler;

import io.scorestream.events.Activation;
import io.scorestream.events.EvaluationSpec;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.NetworkRecords;
import io.scorestream.events.NetworkSpec;
import io.scorestream.events.RecordOffset;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SampleOffset;
import io.scorestream.events.ScoreWeights;
import io.scorestream.events.TimeGridKind;
import io.scorestream.events.TimeGridSpec;
import io.scorestream.model.DevicePreference;
import io.scorestream.model.NetworkTrainer;
import io.scorestream.run.NetworkEvents;
import io.scorestream.run.Run;
import io.scorestream.run.RunDraft;
import io.scorestream.run.Shard;
import io.scorestream.run.Standardiser;
import io.scorestream.run.network.NetworkState;
import io.scorestream.run.network.NetworkWeights;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs in two dimensions with small networks. Untrained ones have the score of a standard normal
 * law in standardised units.
 */
final class SmallRun {

  static final Standardiser UNITS = new Standardiser(new double[] {10, -20}, 5);
  static final int TIMESTEPS = 12;

  private SmallRun() {}

  static Run named(String id, int generations) {
    RunSpec draft =
        new RunDraft(id, "scorestream.samples.v1", "s", UNITS, null, TIMESTEPS, null, 3).spec();
    EvaluationSpec evaluation =
        EvaluationSpec.newBuilder(draft.getEvaluation()).setGenerations(generations).build();
    return new Run(
        RunSpec.newBuilder(draft)
            .setTimeGrid(new TimeGridSpec(TimeGridKind.BENTON, 4.0, 1e-2, TIMESTEPS))
            .setNetwork(
                NetworkSpec.newBuilder()
                    .setHiddenWidths(List.of(8))
                    .setActivation(Activation.RELU)
                    .build())
            .setEvaluation(evaluation)
            .build());
  }

  static List<NetworkWeights> untrained(Run run, long seed) {
    try (NetworkTrainer trainer = NetworkTrainer.open(run.bank(), DevicePreference.CPU)) {
      trainer.initialise(seed);
      return trainer.state().stream().map(NetworkState::weights).toList();
    }
  }

  /** What a trainer would say of each network; the shards' own in their order. */
  static List<ScoreWeights> weights(Run run, long milestone, List<NetworkWeights> networks) {
    List<ScoreWeights> events = new ArrayList<>();
    for (Shard shard : run.shards()) {
      for (int network : shard.networks()) {
        events.add(
            NetworkEvents.weights(
                shard,
                network,
                milestone,
                place(milestone),
                networks.get(network - 1),
                List.of(0.5),
                1));
      }
    }
    return events;
  }

  /**
   * That a shard has reached a milestone.
   *
   * @param weights where all networks of the run lie, in their order
   */
  static MilestoneReached reached(Shard shard, long milestone, List<RecordOffset> weights) {
    return MilestoneReached.newBuilder()
        .setRun(shard.run().id())
        .setMilestone(milestone)
        .setShard(shard.number())
        .setFirstTimestep(shard.first())
        .setLastTimestep(shard.last())
        .setHalf(shard.half())
        .setOffsets(place(milestone))
        .setNetworks(
            shard.networks().stream()
                .map(k -> new NetworkRecords(k, weights.get(k - 1), new RecordOffset(0, 0L)))
                .toList())
        .setHeldOut(0)
        .setSteps(1)
        .setSeconds(1)
        .setDevice("CPU")
        .setEpoch(1)
        .setInstance("test")
        .setSpecHash(shard.run().hash())
        .build();
  }

  private static List<SampleOffset> place(long milestone) {
    return List.of(new SampleOffset(0, milestone, 1));
  }
}
