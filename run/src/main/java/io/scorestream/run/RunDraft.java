package io.scorestream.run;

import io.scorestream.events.Activation;
import io.scorestream.events.ConditionSpec;
import io.scorestream.events.EvaluationSpec;
import io.scorestream.events.HoldOutSpec;
import io.scorestream.events.ImageShape;
import io.scorestream.events.LawSpec;
import io.scorestream.events.MilestoneSpec;
import io.scorestream.events.NetworkSpec;
import io.scorestream.events.OptimiserSpec;
import io.scorestream.events.ReverseUpdate;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SourceColumn;
import io.scorestream.events.TimeGridKind;
import io.scorestream.events.TimeGridSpec;
import io.scorestream.run.encoding.Standardiser;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A specification in the making: what a person chooses, with defaults for the rest that fit the
 * dimension. Immutable; each {@code with} gives a new draft.
 *
 * @param run run id
 * @param samplesTopic full name of the topic with the data set
 * @param source id of the source on it
 * @param columns what the numbers of a sample are; none where all are continuous
 * @param image the shape of a sample, where it is an image
 * @param standardiser between samples and the networks' coordinates
 * @param condition what samples are made of, or {@code null} for nothing
 * @param law the law of the data, or {@code null} where it is not known
 * @param timesteps N
 * @param last largest milestone, or {@code null} for no end
 * @param seed of everything random
 */
public record RunDraft(
    String run,
    String samplesTopic,
    String source,
    List<SourceColumn> columns,
    @Nullable ImageShape image,
    Standardiser standardiser,
    @Nullable ConditionSpec condition,
    @Nullable LawSpec law,
    int timesteps,
    @Nullable Long last,
    long seed) {

  /** Below this many coordinates a small network represents the score. */
  private static final int LOW_DIMENSION = 16;

  private static final long FIRST_MILESTONE = 256;
  private static final double LEARNING_RATE = 3e-3;

  /** Shared evenly by one, two, three or six trainers. */
  private static final int SHARDS = 6;

  /** Where the law is known, fresh draws of it serve instead. */
  private static final double HELD_OUT_SHARE = 0.2;

  /** From 39 on, the smallest and largest of the pairs are the ends of a 95 % band. */
  private static final int FLOOR_PAIRS = 40;

  /** Of continuous numbers. */
  public RunDraft(
      String run,
      String samplesTopic,
      String source,
      Standardiser standardiser,
      @Nullable LawSpec law,
      int timesteps,
      @Nullable Long last,
      long seed) {
    this(
        run, samplesTopic, source, List.of(), null, standardiser, null, law, timesteps, last, seed);
  }

  /** Which samples of a law that is not known are never trained on. */
  public static HoldOut holdOut(long seed) {
    return new HoldOut(HELD_OUT_SHARE, seed);
  }

  /** The specification. */
  public RunSpec spec() {
    int dimension = standardiser.dimension();
    boolean low = dimension < LOW_DIMENSION;
    return RunSpec.newBuilder()
        .setRun(run)
        .setSamplesTopic(samplesTopic)
        .setSource(source)
        .setDimension(standardiser.sampleDimension())
        .setColumns(columns)
        .setImage(image)
        .setCondition(condition)
        .setTimeGrid(new TimeGridSpec(TimeGridKind.BENTON, 5.0, 1e-3, timesteps))
        .setNetwork(
            NetworkSpec.newBuilder()
                .setHiddenWidths(low ? List.of(64, 64) : List.of(256, 256))
                .setActivation(Activation.SILU)
                .build())
        .setOptimiser(low ? optimiser(256, 100, 160, 2_000) : optimiser(128, 45, 120, 1_500))
        .setShards(Math.min(SHARDS, timesteps))
        .setMilestones(
            MilestoneSpec.newBuilder().setFirst(FIRST_MILESTONE).setRatio(2).setLast(last).build())
        .setSeed(seed)
        .setHoldOut(new HoldOutSpec(law == null ? HELD_OUT_SHARE : 0.0, seed))
        .setStandardisation(standardiser.toEvent())
        .setEvaluation(
            EvaluationSpec.newBuilder()
                .setDeltas(List.of(0.1, 0.05, 0.01))
                .setConfidence(0.95)
                .setDraws(10_000)
                .setGenerations(low ? 4_096 : 1_024)
                .setProjections(low ? 200 : 500)
                .setFloorPairs(FLOOR_PAIRS)
                .setUpdate(ReverseUpdate.SDE_MULTISTEP)
                .build())
        .setLaw(law)
        .build();
  }

  private static OptimiserSpec optimiser(int batch, double epochs, int minSteps, int maxSteps) {
    return OptimiserSpec.newBuilder()
        .setLearningRate(LEARNING_RATE)
        .setBatchSize(batch)
        .setEpochs(epochs)
        .setMinSteps(minSteps)
        .setMaxSteps(maxSteps)
        .build();
  }
}
