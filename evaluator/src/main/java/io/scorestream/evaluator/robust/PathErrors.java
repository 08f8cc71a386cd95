package io.scorestream.evaluator.robust;

import io.scorestream.diffusion.error.ErrorSample;
import io.scorestream.diffusion.error.PathError;
import io.scorestream.diffusion.error.QuantileEstimate;
import io.scorestream.diffusion.error.TotalVariationShape;
import io.scorestream.diffusion.law.Law;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.run.Run;
import io.scorestream.topics.MetricName;
import java.util.ArrayList;
import java.util.List;

/** The error along forward paths of all of a milestone's networks. Pure. */
public final class PathErrors {

  private PathErrors() {}

  /**
   * The quantile of the path error at each level, and the shape of the bound on the sampler's error
   * in total variation that it leads to.
   *
   * @param run whose law is known
   * @param squares the squared error of each path
   */
  public static List<Metric> of(Run run, long milestone, double[] squares) {
    Law law = run.standardisedLaw().orElseThrow().first(run.scoredDimension());
    MetricScope scope = MetricScope.of(run, milestone);
    ErrorSample errors = PathError.of(squares);
    List<Metric> metrics = new ArrayList<>();
    for (double delta : run.spec().getEvaluation().getDeltas()) {
      QuantileEstimate quantile =
          errors.quantile(delta, run.spec().getEvaluation().getConfidence());
      metrics.add(Quantiles.metric(scope, MetricName.PATH_ERROR, quantile, Evidence.EXACT));
      metrics.add(
          scope.quantile(
              MetricName.TOTAL_VARIATION_SHAPE,
              delta,
              shape(run, law, delta, quantile.value()),
              shape(run, law, delta, quantile.low()),
              shape(run, law, delta, quantile.high()),
              quantile.n(),
              Evidence.SHAPE));
    }
    return metrics;
  }

  private static double shape(Run run, Law law, double delta, double pathError) {
    return TotalVariationShape.of(delta, pathError, run.grid(), law.dimension(), law.secondMoment())
        .total();
  }
}
