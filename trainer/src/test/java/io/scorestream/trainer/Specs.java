package io.scorestream.trainer;

import io.scorestream.events.Activation;
import io.scorestream.events.HoldOutSpec;
import io.scorestream.events.MilestoneSpec;
import io.scorestream.events.NetworkSpec;
import io.scorestream.events.OptimiserSpec;
import io.scorestream.events.RunSpec;
import io.scorestream.run.RunDraft;
import io.scorestream.run.encoding.Standardiser;
import java.util.List;

/** Small runs for tests: four timesteps, two dimensions, milestones 32, 64 and 128. */
public final class Specs {

  private Specs() {}

  /** A run on a source of its own name, a fifth of whose samples are held out. */
  public static RunSpec.Builder small(String run, String samplesTopic) {
    Standardiser standardiser = new Standardiser(new double[] {0.5, -0.25}, 1.5);
    RunSpec spec = new RunDraft(run, samplesTopic, run, standardiser, null, 4, 128L, 7).spec();
    return RunSpec.newBuilder(spec)
        .setShards(1)
        .setNetwork(
            NetworkSpec.newBuilder()
                .setHiddenWidths(List.of(8))
                .setActivation(Activation.SILU)
                .build())
        .setOptimiser(
            OptimiserSpec.newBuilder()
                .setLearningRate(1e-2)
                .setBatchSize(16)
                .setEpochs(20)
                .setMinSteps(20)
                .setMaxSteps(200)
                .build())
        .setMilestones(new MilestoneSpec(32L, 2.0, 128L))
        .setHoldOut(new HoldOutSpec(0.2, 3L));
  }
}
