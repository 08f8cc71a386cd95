package io.scorestream.report;

import io.scorestream.events.Metric;
import java.util.Collection;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A number with its interval; NaN where not known.
 *
 * @param value the number
 * @param low lower end of the interval
 * @param high upper end of the interval, infinite where there were too few draws for one
 */
public record Estimate(double value, double low, double high) {

  /** Nothing known. */
  public static final Estimate UNKNOWN = new Estimate(Double.NaN, Double.NaN, Double.NaN);

  static Estimate of(Metric metric) {
    return new Estimate(metric.getValue(), known(metric.getLow()), known(metric.getHigh()));
  }

  /**
   * The median of the values, between the medians of the lower and of the upper ends. Where each
   * interval holds its number, this one holds the numbers' median.
   *
   * @return {@link #UNKNOWN} when there are none
   */
  static Estimate median(Collection<Estimate> estimates) {
    return new Estimate(
        median(estimates, Estimate::value),
        median(estimates, Estimate::low),
        median(estimates, Estimate::high));
  }

  /** Whether the number is known. */
  public boolean isKnown() {
    return !Double.isNaN(value);
  }

  private static double median(
      Collection<Estimate> estimates, ToDoubleFunction<Estimate> component) {
    return Medians.of(estimates.stream().mapToDouble(component).toArray());
  }

  private static double known(@Nullable Double end) {
    return end == null ? Double.NaN : end;
  }
}
