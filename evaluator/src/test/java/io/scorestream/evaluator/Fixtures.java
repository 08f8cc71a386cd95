package io.scorestream.evaluator;

import io.scorestream.diffusion.law.GaussianLaw;
import io.scorestream.diffusion.law.Law;
import io.scorestream.events.ColumnKind;
import io.scorestream.events.ConditionSpec;
import io.scorestream.events.DataType;
import io.scorestream.events.EvaluationSpec;
import io.scorestream.events.GenerationBatch;
import io.scorestream.events.GivenValues;
import io.scorestream.events.HoldOutSpec;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.NetworkRecords;
import io.scorestream.events.RecordOffset;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SampleHalf;
import io.scorestream.events.SampleOffset;
import io.scorestream.events.ScoreWeights;
import io.scorestream.events.SourceColumn;
import io.scorestream.events.Standardisation;
import io.scorestream.events.codec.Floats;
import io.scorestream.model.DevicePreference;
import io.scorestream.model.NetworkTrainer;
import io.scorestream.run.LawSpecs;
import io.scorestream.run.NetworkEvents;
import io.scorestream.run.Run;
import io.scorestream.run.RunDraft;
import io.scorestream.run.RunState;
import io.scorestream.run.Shard;
import io.scorestream.run.encoding.Standardiser;
import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.NetworkWeights;
import io.scorestream.run.network.Timestep;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs, networks and generations to test with. */
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

  private static RunSpec spec(
      String id, Standardiser standardiser, @Nullable Law law, double heldOut) {
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

  /** On columns x and label, the second of which, with three categories, is the condition. */
  public static RunSpec labelled(String run) {
    return RunSpec.newBuilder(unknown(run, new Standardiser(new double[2], 1), 0.2))
        .setColumns(
            List.of(
                new SourceColumn("x", ColumnKind.CONTINUOUS, 0.0, 1.0, List.of()),
                new SourceColumn(
                    "label", ColumnKind.CATEGORICAL, 0.0, 1.0, List.of("a", "b", "rare"))))
        .setStandardisation(
            new Standardisation(
                List.of(0.0, 0.0, 0.0, 0.0),
                List.of(1.0, 1.0, 1.0, 1.0),
                null,
                List.of(),
                List.of()))
        .setCondition(
            new ConditionSpec(List.of("label"), 0.1, List.of(new GivenValues(List.of(0.0), 1L))))
        .build();
  }

  /** An untrained network: its score is that of the standard normal law. */
  public static NetworkWeights untrained(Run run, int timestep) {
    BankSpec spec =
        BankSpec.standardised(
            run.network(), List.of(new Timestep(timestep, run.grid().time(timestep))));
    try (NetworkTrainer trainer = NetworkTrainer.open(spec, DevicePreference.CPU)) {
      trainer.initialise(1);
      return trainer.state().get(0).weights();
    }
  }

  /** Weights of the run's shape whose numbers nobody looks at. */
  public static NetworkWeights anyWeights(Run run) {
    return new NetworkWeights(new float[run.network().parameters()], 1);
  }

  /** A network after one record of the samples topic. */
  public static ScoreWeights weights(
      RunState state, int network, long milestone, NetworkWeights numbers) {
    Shard shard = state.shards().get(0);
    int timesteps = state.run().timestepsOf(network).size();
    List<Double> losses = Collections.nCopies(timesteps, 0.5);
    return NetworkEvents.weights(shard, network, milestone, place(0, 128), numbers, losses, 1);
  }

  /** All networks of a milestone, with numbers that nobody looks at. */
  public static List<ScoreWeights> milestone(Run run, long milestone) {
    return milestone(RunState.of(run), milestone);
  }

  /** The same of a run after commands. */
  public static List<ScoreWeights> milestone(RunState state, long milestone) {
    Run run = state.run();
    return Arrays.stream(run.timesteps())
        .map(run::networkOf)
        .distinct()
        .mapToObj(network -> weights(state, network, milestone, anyWeights(run)))
        .toList();
  }

  /** Says that the networks of a shard, at least one, lie at some places. */
  public static MilestoneReached reached(
      RunState state, long milestone, SampleHalf half, List<NetworkRecords> networks) {
    int first = networks.get(0).getNetwork();
    int last = networks.get(networks.size() - 1).getNetwork();
    return MilestoneReached.newBuilder()
        .setRun(state.run().id())
        .setIncarnation(state.incarnation())
        .setMilestone(milestone)
        .setFirstTimestep(first)
        .setLastTimestep(last - 1 + state.run().timestepsOf(last).size())
        .setHalf(half)
        .setOffsets(place(0, 128))
        .setNetworks(networks)
        .setSamplesHash("")
        .setHeldOut(0)
        .setSteps(1)
        .setSeconds(1)
        .setDevice("cpu")
        .setEpoch(1)
        .setSpecHash(state.run().hash())
        .build();
  }

  /** Where a network lies; where its training state does, nobody here looks. */
  public static NetworkRecords at(int network, int partition, long offset) {
    RecordOffset place = new RecordOffset(partition, offset);
    return new NetworkRecords(network, place, place);
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
        .setDevice("CPU")
        .setSpecHash(run.hash())
        .build();
  }
}
