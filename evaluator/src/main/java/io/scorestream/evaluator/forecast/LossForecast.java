package io.scorestream.evaluator.forecast;

import io.scorestream.diffusion.forecast.ErrorParts;
import io.scorestream.diffusion.forecast.Interval;
import io.scorestream.diffusion.forecast.LossTrend;
import io.scorestream.diffusion.forecast.MilestoneLoss;
import io.scorestream.diffusion.forecast.SampleForecast;
import io.scorestream.events.Forecast;
import io.scorestream.events.ForecastStatus;
import io.scorestream.events.Metric;
import io.scorestream.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** From the held-out losses of one timestep to what they will still fall by. Pure. */
final class LossForecast {

  private LossForecast() {}

  /**
   * The forecast.
   *
   * @param losses increasing in milestone, at least one
   * @param differences from each milestone to the one before, on the same samples, where they are
   *     known
   * @param parts of the newest squared error
   */
  static Forecast of(Run run, List<Metric> losses, List<Metric> differences, ErrorParts parts) {
    Metric newest = losses.get(losses.size() - 1);
    double confidence = run.spec().getEvaluation().getConfidence();
    List<MilestoneLoss> measured = measured(losses, differences, confidence);
    Forecast.Builder event = ForecastEvents.of(newest, confidence).setMilestones(measured.size());
    MeasuredParts.describe(event, parts);
    if (measured.size() < LossTrend.FEWEST) {
      return event
          .setStatus(ForecastStatus.TOO_FEW_MILESTONES)
          .setAdvice(Advice.tooFew(measured.size(), LossTrend.FEWEST))
          .build();
    }
    Advice advice =
        new Advice(
            newest.getMetric(),
            newest.getMilestone(),
            Passes.of(run.spec().getOptimiser(), newest.getMilestone()),
            parts);
    describe(event, LossTrend.fit(measured, confidence), newest.getValue(), advice);
    return event.setStatus(ForecastStatus.NO_TARGET).build();
  }

  private static void describe(
      Forecast.Builder event, LossTrend trend, double loss, Advice advice) {
    double horizon = SampleForecast.TENFOLD * trend.newest();
    Interval expected = trend.lossAt(horizon);
    Interval fall = trend.fallTo(horizon);
    ForecastEvents.curve(event, trend.floor(), trend.amplitude(), trend.exponent());
    event
        .setHorizon(horizon)
        .setExpected(expected.value())
        .setExpectedLow(expected.low())
        .setExpectedHigh(expected.high())
        .setFall(fall.value())
        .setFallLow(fall.low())
        .setFallHigh(fall.high())
        .setAdvice(advice.ofLoss(loss, fall, horizon));
  }

  private static List<MilestoneLoss> measured(
      List<Metric> losses, List<Metric> differences, double confidence) {
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - confidence) / 2);
    Map<Long, Metric> byMilestone =
        differences.stream().collect(Collectors.toMap(Metric::getMilestone, Function.identity()));
    List<MilestoneLoss> measured = new ArrayList<>();
    for (Metric loss : losses) {
      double error = error(loss, z);
      if (error > 0) {
        Metric difference = byMilestone.get(loss.getMilestone());
        measured.add(
            difference == null
                ? new MilestoneLoss(loss.getMilestone(), loss.getValue(), error)
                : new MilestoneLoss(
                    loss.getMilestone(),
                    loss.getValue(),
                    error,
                    difference.getValue(),
                    error(difference, z)));
      }
    }
    return measured;
  }

  /** Standard error behind an interval; 0 where it has none. */
  private static double error(Metric metric, double z) {
    return metric.getLow() == null || metric.getHigh() == null
        ? 0
        : (metric.getHigh() - metric.getLow()) / (2 * z);
  }
}
