package io.scorestream.evaluator.robust;

import io.scorestream.diffusion.error.ErrorSample;
import io.scorestream.diffusion.error.QuantileEstimate;
import io.scorestream.diffusion.error.RobustError;
import io.scorestream.diffusion.law.EmpiricalHalves;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.events.EvaluationSpec;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.rows.Rows;
import io.scorestream.topics.MetricName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The empirical score of held-out samples in place of a score that is not known, at one timestep.
 * Of every five samples, one gives a point to ask at, and two belong to each half of the reference:
 * a point's own sample is never in it, and training samples never are, since their score rewards
 * memorising.
 *
 * <p>It is consistent, and biased at small times and in many dimensions. Where its halves disagree
 * by a third of what is measured or more, it says nothing, and is not used. Pure.
 *
 * @param noise what the reference sees as noise at each point, {@code [n, d]}; not to be changed
 * @param halves {@code |ε̂_1 − ε̂_2|} of its halves at each point
 */
record EmpiricalReference(Rows noise, ErrorSample halves) {

  private static final int GROUP = 5;

  private static final int MOST_POINTS = 400;

  /** Coordinates of pairs of point and sample; keeps the reference's cost near 20 ms. */
  private static final int MOST_OPERATIONS = 1 << 24;

  private static final double SHARE_OF_CHANCE = 1 / 3.0;

  /**
   * How many groups of five are used. From the largest number on, more samples change nothing.
   *
   * @param samples number of held-out samples
   * @return 0 where there are fewer than five
   */
  static int groups(int samples, int dimension) {
    int affordable = (int) Math.sqrt(MOST_OPERATIONS / (4.0 * dimension));
    return Math.min(samples / GROUP, Math.min(MOST_POINTS, affordable));
  }

  /**
   * The reference of the first groups of samples.
   *
   * @param samples {@code [n, d]} in the networks' units
   * @param noisy the same with noise
   * @param groups at least 1
   */
  static EmpiricalReference of(Rows samples, NoisySamples noisy, double time, int groups) {
    EmpiricalHalves halves =
        new EmpiricalHalves(pairs(samples, groups, 1), pairs(samples, groups, 2), time);
    EmpiricalHalves.Scores scores = halves.scores(everyFifth(noisy.points(), groups));
    float[] apart = RobustError.normalised(time, scores.first(), scores.second());
    noisy.asNoise(scores.union());
    return new EmpiricalReference(scores.union(), ErrorSample.of(apart));
  }

  /**
   * The robust error against the reference, at the levels at which it may be used.
   *
   * @param seen {@code ε̂} of a network for all samples, {@code [n, d]}
   */
  List<Metric> metrics(MetricScope scope, Rows seen, EvaluationSpec spec) {
    Rows same = everyFifth(seen, halves.size());
    ErrorSample errors = ErrorSample.of(RobustError.distances(same, noise));
    List<Metric> metrics = new ArrayList<>();
    for (double delta : spec.getDeltas()) {
      QuantileEstimate error = errors.quantile(delta, spec.getConfidence());
      QuantileEstimate chance = halves.quantile(delta, spec.getConfidence());
      if (chance.high() < SHARE_OF_CHANCE * error.value()) {
        metrics.add(Quantiles.metric(scope, MetricName.ROBUST_ERROR_PROXY, error, Evidence.PROXY));
      }
    }
    return metrics;
  }

  /** Numbers that are kept. */
  long size() {
    return noise.numbers().length + 2L * halves.size();
  }

  private static Rows everyFifth(Rows rows, int groups) {
    return rows.chosen(IntStream.range(0, groups).map(group -> group * GROUP).toArray());
  }

  /** Two rows of each group: the one at a place, and the second one after it. */
  private static Rows pairs(Rows rows, int groups, int place) {
    return rows.chosen(
        IntStream.range(0, groups)
            .map(group -> group * GROUP + place)
            .flatMap(row -> IntStream.of(row, row + 2))
            .toArray());
  }
}
