package io.scorestream.sampler;

import io.scorestream.events.Activation;
import io.scorestream.events.EvaluationSpec;
import io.scorestream.events.NetworkSpec;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SampleOffset;
import io.scorestream.events.ScoreCheckpoint;
import io.scorestream.events.TimeGridKind;
import io.scorestream.events.TimeGridSpec;
import io.scorestream.model.DevicePreference;
import io.scorestream.model.ScoreBank;
import io.scorestream.run.Checkpoints;
import io.scorestream.run.Run;
import io.scorestream.run.RunDraft;
import io.scorestream.run.Standardiser;
import io.scorestream.run.network.TimestepState;
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

  static List<TimestepState> untrained(Run run, long seed) {
    try (ScoreBank bank = ScoreBank.open(run.bank(), DevicePreference.CPU)) {
      bank.initialise(seed);
      return bank.state();
    }
  }

  static List<ScoreCheckpoint> checkpoints(Run run, long milestone, List<TimestepState> states) {
    List<ScoreCheckpoint> checkpoints = new ArrayList<>();
    for (int k : run.timesteps()) {
      checkpoints.add(
          Checkpoints.checkpoint(
              run,
              k,
              milestone,
              List.of(new SampleOffset(0, milestone, 1)),
              states.get(k - 1),
              0.5,
              1));
    }
    return checkpoints;
  }
}
