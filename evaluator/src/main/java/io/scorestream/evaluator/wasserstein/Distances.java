package io.scorestream.evaluator.wasserstein;

import io.scorestream.evaluator.measure.EvaluationSeed;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.evaluator.wasserstein.Measurement.Found;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.topics.MetricName;
import io.scorestream.transport.GaussianWasserstein;
import io.scorestream.transport.MaxSlicedWasserstein;
import io.scorestream.transport.Measured;
import io.scorestream.transport.SampleDistance;
import io.scorestream.transport.SlicedWasserstein;
import io.scorestream.transport.plan.ExactTransport;
import io.scorestream.transport.plan.SinkhornDivergence;
import java.util.List;

/**
 * The distances of one run's milestone, each with the directions and the ε that it has at every
 * milestone.
 *
 * @param run whose milestone it is
 * @param scope of the metrics
 */
record Distances(Run run, MetricScope scope) {

  /** Random directions that a max-sliced distance starts from. */
  private static final int STARTS = 100;

  /** ε of the Sinkhorn divergence, in units of the median squared distance. */
  private static final double EPSILON_SHARE = 0.05;

  /** Whether a kind of distance has a scale to go by: ε needs points that differ. */
  boolean areDefined(DistanceKind kind, Rows reference) {
    return kind != DistanceKind.SINKHORN_W2 || SinkhornDivergence.hasScale(reference);
  }

  /** Measures a distance of two samples of n points, {@code [n, d]}. */
  Measured<Found> measure(DistanceKind kind, Rows generated, Rows reference) {
    return switch (kind) {
      case SLICED_W2 -> Measured.of(sliced(generated, reference));
      case SINKHORN_W2 -> sinkhorn(generated, reference);
      case W1, W2, MAX_SLICED_W2, GAUSSIAN_W2 ->
          between(kind, reference).between(generated, reference).map(Found::of);
    };
  }

  /**
   * The distance as a function of two samples.
   *
   * @param reference that ε is taken from
   */
  SampleDistance between(DistanceKind kind, Rows reference) {
    return switch (kind) {
      case SLICED_W2 -> slicedDistance();
      case W1 -> (x, y) -> Measured.of(ExactTransport.w1(x, y));
      case W2 -> (x, y) -> Measured.of(ExactTransport.w2(x, y));
      case MAX_SLICED_W2 -> {
        MaxSlicedWasserstein distance =
            new MaxSlicedWasserstein(run.dimension(), STARTS, directions());
        yield (x, y) -> Measured.of(distance.w2(x, y).distance());
      }
      case SINKHORN_W2 -> {
        SinkhornDivergence divergence = divergence(reference);
        yield (x, y) -> divergence.between(x, y).map(SinkhornDivergence.Estimate::distance);
      }
      case GAUSSIAN_W2 -> (x, y) -> Measured.of(GaussianWasserstein.w2(x, y));
    };
  }

  private Found sliced(Rows generated, Rows reference) {
    SlicedWasserstein.Estimate estimate = slicedDistance().w2(generated, reference);
    return new Found(estimate.distance(), estimate.low(), estimate.high(), List.of());
  }

  private Measured<Found> sinkhorn(Rows generated, Rows reference) {
    SinkhornDivergence divergence = divergence(reference);
    return divergence
        .between(generated, reference)
        .map(estimate -> found(divergence, estimate, generated.count()));
  }

  private Found found(SinkhornDivergence divergence, SinkhornDivergence.Estimate estimate, long n) {
    double value = estimate.distance().value();
    List<Metric> more =
        List.of(
            scope.number(MetricName.SINKHORN_EPSILON, divergence.epsilon(), n, Evidence.EMPIRICAL),
            scope.number(
                MetricName.SINKHORN_MARGINAL_ERROR,
                estimate.marginalError(),
                n,
                Evidence.EMPIRICAL));
    return new Found(estimate.distance(), value, value, more);
  }

  private SlicedWasserstein slicedDistance() {
    return new SlicedWasserstein(
        run.dimension(), run.spec().getEvaluation().getProjections(), directions());
  }

  private SinkhornDivergence divergence(Rows reference) {
    return SinkhornDivergence.relativeTo(reference, EPSILON_SHARE);
  }

  private long directions() {
    return EvaluationSeed.DIRECTIONS.generator(run).nextLong();
  }
}
