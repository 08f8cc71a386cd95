package io.scorestream.diffusion.forecast;

/**
 * The error that was measured at m samples.
 *
 * @param m at least 1
 * @param value at least 0
 * @param low lower end of its interval, at most the value; 0 where there is none
 * @param high upper end, at least the value; positive infinity where there is none
 */
public record MilestoneError(long m, double value, double low, double high) {

  /** Refuses what is no error with its interval. */
  public MilestoneError {
    if (m < 1 || !(0 <= low && low <= value && value <= high && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "error %s [%s, %s] at m = %s; give m ≥ 1 and 0 ≤ low ≤ value ≤ high"
              .formatted(value, low, high, m));
    }
  }

  /**
   * Standard error of the logarithm of the value, which must be above 0.
   *
   * @param z half the interval's width in standard errors
   */
  double relativeError(double z) {
    if (low > 0 && high < Double.POSITIVE_INFINITY) {
      return Math.log(high / low) / (2 * z);
    }
    if (high < Double.POSITIVE_INFINITY) {
      return Math.log(high / value) / z;
    }
    return low > 0 ? Math.log(value / low) / z : 1;
  }
}
