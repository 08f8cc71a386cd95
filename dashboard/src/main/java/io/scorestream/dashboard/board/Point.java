package io.scorestream.dashboard.board;

import io.scorestream.events.Metric;
import io.scorestream.events.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * One number of a series.
 *
 * @param milestone m, at least 1
 * @param value NaN where it is left out
 * @param low lower end of its interval; NaN where there is none
 * @param high upper end, infinite where the draws are too few for one; NaN where there is none
 * @param n draws, samples or pairs behind it
 * @param verdict at the run's confidence; {@code null} where none was given
 * @param leftOut why there is no number; {@code null} where there is one
 */
public record Point(
    long milestone,
    double value,
    double low,
    double high,
    long n,
    @Nullable Verdict verdict,
    @Nullable String leftOut) {

  static Point of(Metric metric) {
    return new Point(
        metric.getMilestone(),
        metric.getValue(),
        known(metric.getLow()),
        known(metric.getHigh()),
        metric.getN(),
        metric.getVerdict(),
        metric.getLeftOut());
  }

  private static double known(@Nullable Double end) {
    return end == null ? Double.NaN : end;
  }
}
