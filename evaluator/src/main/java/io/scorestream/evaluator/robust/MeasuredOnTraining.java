package io.scorestream.evaluator.robust;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.diffusion.error.MeanEstimate;
import io.scorestream.diffusion.forecast.ErrorPart.Known;
import io.scorestream.diffusion.forecast.Interval;
import io.scorestream.diffusion.forecast.SamplesToCome;
import io.scorestream.diffusion.forecast.StepsToCome;
import io.scorestream.evaluator.measure.EvaluationSeed;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.evaluator.samples.Samples;
import io.scorestream.evaluator.samples.Subset;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.events.SampleOffset;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.topics.MetricName;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A milestone's training samples with fresh noise, at one timestep: what a network still gains on
 * them, and by how much it is better on them than elsewhere. Of many samples those are used that
 * came first, and few are used several times. Pure.
 *
 * @param scope names the timestep
 * @param noisy the samples with noise
 * @param distinct how many of the samples are distinct; each comes again after so many
 * @param confidence of intervals
 */
record MeasuredOnTraining(
    MetricScope.OfTimestep scope, NoisySamples noisy, int distinct, double confidence) {

  /**
   * Those of a milestone.
   *
   * @param place where the milestone's samples end
   */
  static MeasuredOnTraining of(
      Run run, Samples samples, List<SampleOffset> place, MetricScope.OfTimestep scope) {
    int draws = run.spec().getEvaluation().getDraws();
    Rows first = samples.before(run, Subset.TRAINING, place, draws);
    int rows = first.count() == 0 ? 0 : draws;
    Rows repeated = first.chosen(IntStream.range(0, rows).map(i -> i % first.count()).toArray());
    return new MeasuredOnTraining(
        scope,
        NoisySamples.of(
            run.standardiser().standardise(repeated, EvaluationSeed.DEQUANTISATION.generator(run)),
            run.scoredDimension(),
            scope.time(),
            EvaluationSeed.TRAINING_NOISE.generator(run, scope.timestep())),
        first.count(),
        run.spec().getEvaluation().getConfidence());
  }

  /** Whether there are samples enough. */
  boolean isUsable() {
    return distinct >= Samples.FEWEST;
  }

  /** {@code |ε̂ − ε|²} of a score at each, {@code [n]}. */
  double[] squares(ScoreFunction estimate) {
    return noisy.squares(estimate, scope.timestep());
  }

  /**
   * What a copy gained that was trained further, and the part that is for want of steps.
   *
   * @param own squares of the network
   * @param further squares of the copy
   * @param steps that the network took
   * @param furtherSteps that the copy took beyond
   */
  List<Metric> steps(double[] own, double[] further, long steps, long furtherSteps) {
    MeanEstimate gain = MeanEstimate.of(difference(own, further), confidence);
    return List.of(
        scope.interval(
            MetricName.FURTHER_GAIN,
            gain.value(),
            gain.low(),
            gain.high(),
            gain.n(),
            Evidence.EMPIRICAL),
        part(MetricName.OPTIMISATION_ERROR, StepsToCome.of(gain, steps, furtherSteps), gain.n()));
  }

  /**
   * The part that is for want of samples, where the exact score is known.
   *
   * @param error squared error at other points
   * @param own squares of the network
   * @param exact squares of the exact score: what no network can remove
   */
  Metric samples(MeanEstimate error, double[] own, double[] exact) {
    MeanEstimate trained = MeanEstimate.of(difference(own, exact), confidence);
    return part(MetricName.STATISTICAL_ERROR, SamplesToCome.of(error, trained), trained.n());
  }

  /**
   * The same where it is not: samples that are easy by chance look like those that are known by
   * heart, so that the interval is that of as many samples as are distinct.
   *
   * @param heldOut squares on held-out samples
   * @param own squares of the network
   */
  Metric samples(double[] heldOut, double[] own) {
    double[] means = new double[distinct];
    for (int i = 0; i < own.length; i++) {
      int times = (own.length - i % distinct + distinct - 1) / distinct;
      means[i % distinct] += own[i] / times;
    }
    return part(
        MetricName.STATISTICAL_ERROR,
        SamplesToCome.of(MeanEstimate.of(heldOut, confidence), MeanEstimate.of(means, confidence)),
        own.length);
  }

  private Metric part(MetricName name, Known part, long n) {
    Interval size = part.size();
    return scope.interval(name, size.value(), size.low(), size.high(), n, Evidence.PROXY);
  }

  private static double[] difference(double[] one, double[] other) {
    double[] difference = new double[one.length];
    Arrays.setAll(difference, i -> one[i] - other[i]);
    return difference;
  }
}
