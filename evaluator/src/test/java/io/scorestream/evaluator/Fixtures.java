package io.scorestream.evaluator;

import io.scorestream.diffusion.law.GaussianLaw;
import io.scorestream.diffusion.law.Law;
import io.scorestream.events.DataType;
import io.scorestream.events.EvaluationSpec;
import io.scorestream.events.GenerationBatch;
import io.scorestream.events.HoldOutSpec;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SampleOffset;
import io.scorestream.events.ScoreCheckpoint;
import io.scorestream.events.codec.Floats;
import io.scorestream.model.DevicePreference;
import io.scorestream.model.NetworkTrainer;
import io.scorestream.run.Checkpoints;
import io.scorestream.run.LawSpecs;
import io.scorestream.run.Run;
import io.scorestream.run.RunDraft;
import io.scorestream.run.Standardiser;
import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.NetworkState;
import io.scorestream.run.network.Timestep;
import io.scorestream.run.network.TimestepState;
import java.util.List;

/** Runs, checkpoints and generations to test with. */
public final class Fixtures {

  /** Timesteps of every run here. */
  public static final int TIMESTEPS = 4;

  private Fixtures() {}

  /** A plane's standard normal law, whose score an untrained network already has. */
  public static Law standardNormal() {
    return new GaussianLaw(new double[2], new double[] {1, 0, 0, 1});
  }

  /** A run on a law that is known. */
  public static RunSpec known(String id, Law law) {
    return spec(id, Standardiser.identity(law.dimension()), law, 0);
  }

  /** A run on data whose law is not known. */
  public static RunSpec unknown(String id, Standardiser standardiser, double heldOut) {
    return spec(id, standardiser, null, heldOut);
  }

  private static RunSpec spec(String id, Standardiser standardiser, Law law, double heldOut) {
    RunSpec draft =
        new RunDraft(
                id,
                "t.samples.v1",
                "source",
                standardiser,
                law == null ? null : LawSpecs.spec("law", law),
                TIMESTEPS,
                null,
                7)
            .spec();
    return RunSpec.newBuilder(draft)
        .setHoldOut(new HoldOutSpec(heldOut, 3L))
        .setEvaluation(
            EvaluationSpec.newBuilder(draft.getEvaluation())
                .setDraws(2_000)
                .setProjections(50)
                .setFloorPairs(20)
                .build())
        .build();
  }

  /** An untrained network's state: its score is that of the standard normal law. */
  public static TimestepState untrained(Run run, int timestep) {
    BankSpec spec =
        BankSpec.standardised(
            run.network(), List.of(new Timestep(timestep, run.grid().time(timestep))));
    try (NetworkTrainer trainer = NetworkTrainer.open(spec, DevicePreference.CPU)) {
      trainer.initialise(1);
      NetworkState state = trainer.state().get(0);
      return new TimestepState(
          state.weights().weights(), state.firstMoments(), state.secondMoments(), state.step());
    }
  }

  /** A state of the run's shape whose numbers nobody looks at. */
  public static TimestepState anyState(Run run) {
    int parameters = run.network().parameters();
    return new TimestepState(
        new float[parameters], new float[parameters], new float[parameters], 1);
  }

  /** A checkpoint after one record of the samples topic. */
  public static ScoreCheckpoint checkpoint(
      Run run, int timestep, long milestone, TimestepState state) {
    return Checkpoints.checkpoint(run, timestep, milestone, place(0, 128), state, 0.5, 1);
  }

  /** A place in the samples topic. */
  public static List<SampleOffset> place(long offset, int samples) {
    return List.of(new SampleOffset(0, offset, samples));
  }

  /** One of a milestone's batches. */
  public static GenerationBatch batch(
      Run run, long milestone, int batch, int batches, float[] points) {
    return GenerationBatch.newBuilder()
        .setRun(run.id())
        .setMilestone(milestone)
        .setBatch(batch)
        .setBatches(batches)
        .setCount(points.length / run.dimension())
        .setDimension(run.dimension())
        .setDtype(DataType.FLOAT32_LE)
        .setData(Floats.bytes(points))
        .setSeed(1)
        .setUpdate("EXPONENTIAL_INTEGRATOR")
        .setSteps(TIMESTEPS)
        .setOffsets(place(0, 128))
        .setSpecHash(run.hash())
        .build();
  }
}
