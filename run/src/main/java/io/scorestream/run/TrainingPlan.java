package io.scorestream.run;

import io.scorestream.events.MilestoneStart;
import io.scorestream.events.OptimiserSpec;
import io.scorestream.events.Stopping;

/**
 * How long and how fast networks are trained at a milestone.
 *
 * @param learningRate largest step size, above 0
 * @param batchSize samples a step, at least 1
 * @param epochs passes over the samples, above 0, within the two bounds below
 * @param minSteps fewest steps, at least 1
 * @param maxSteps most steps, at least {@code minSteps}
 * @param start whether a milestone goes on from the one before
 * @param stopping what ends a milestone
 */
public record TrainingPlan(
    double learningRate,
    int batchSize,
    double epochs,
    int minSteps,
    int maxSteps,
    MilestoneStart start,
    Stopping stopping) {

  /** Checks the ranges; throws {@link IllegalArgumentException} naming the one at fault. */
  public TrainingPlan {
    require(isRate(learningRate), "learning rate", learningRate, "in (0, 1)");
    require(batchSize >= 1, "batch size", batchSize, "at least 1");
    require(epochs > 0 && epochs < Double.POSITIVE_INFINITY, "epochs", epochs, "above 0");
    require(minSteps >= 1, "fewest steps", minSteps, "at least 1");
    require(maxSteps >= minSteps, "most steps", maxSteps, "at least the fewest, " + minSteps);
  }

  /** The plan of a run's specification. */
  public static TrainingPlan of(OptimiserSpec spec) {
    return new TrainingPlan(
        spec.getLearningRate(),
        spec.getBatchSize(),
        spec.getEpochs(),
        spec.getMinSteps(),
        spec.getMaxSteps(),
        spec.getStart(),
        spec.getStopping());
  }

  /** Whether a number may be a learning rate: it is in (0, 1). */
  static boolean isRate(double number) {
    return number > 0 && number < 1;
  }

  /** The same plan at another learning rate. */
  TrainingPlan at(double rate) {
    return new TrainingPlan(rate, batchSize, epochs, minSteps, maxSteps, start, stopping);
  }

  /** Samples a step at milestone m: no more than there are. */
  public int batchSize(long m) {
    return (int) Math.min(batchSize, m);
  }

  /** Steps at milestone m, the most where the held-out loss may end it sooner. */
  public int steps(long m) {
    double wanted = Math.ceil(epochs * m / batchSize(m));
    return (int) Math.max(minSteps, Math.min(maxSteps, wanted));
  }

  private static void require(boolean holds, String name, double value, String range) {
    if (!holds) {
      throw new IllegalArgumentException("optimiser: " + name + " " + value + " is not " + range);
    }
  }
}
