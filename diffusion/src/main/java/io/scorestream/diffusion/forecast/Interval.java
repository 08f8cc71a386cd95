package io.scorestream.diffusion.forecast;

/**
 * An estimate between its ends.
 *
 * @param value the median
 * @param low the lower end, at most the value
 * @param high the upper end, at least the value
 */
public record Interval(double value, double low, double high) {

  /** Whether a number lies within, the ends included. */
  public boolean covers(double number) {
    return low <= number && number <= high;
  }
}
