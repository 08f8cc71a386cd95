package io.scorestream.report;

/**
 * The power law {@code error = factor · m^slope}, fitted by least squares on logarithms.
 *
 * @param factor error at m = 1
 * @param slope exponent; −0.5 where the network class represents the score
 * @param slopeError standard error of the slope, NaN for fewer than three points
 * @param points how many points it was fitted to
 */
public record PowerLaw(double factor, double slope, double slopeError, int points) {

  /**
   * Fits it. Points whose coordinates are not both finite and above 0 are left out; with fewer than
   * two different m left, factor and slope are NaN.
   *
   * @param m samples
   * @param error one error for each m
   * @throws IllegalArgumentException when the lengths differ
   */
  public static PowerLaw fit(double[] m, double[] error) {
    if (m.length != error.length) {
      throw new IllegalArgumentException(m.length + " sizes for " + error.length + " errors");
    }
    Sums sums = new Sums();
    for (int i = 0; i < m.length; i++) {
      if (isUsable(m[i]) && isUsable(error[i])) {
        sums.add(Math.log(m[i]), Math.log(error[i]));
      }
    }
    return sums.line();
  }

  /** The error that it gives at m. */
  public double at(double m) {
    return factor * Math.pow(m, slope);
  }

  private static boolean isUsable(double number) {
    return number > 0 && Double.isFinite(number);
  }

  /** Running means and centred sums of products (Welford), which stay exact for nearby points. */
  private static final class Sums {
    private int n;
    private double meanX;
    private double meanY;
    private double xx;
    private double xy;
    private double yy;

    void add(double x, double y) {
      n++;
      double dx = x - meanX;
      double dy = y - meanY;
      meanX += dx / n;
      meanY += dy / n;
      xx += dx * (x - meanX);
      xy += dx * (y - meanY);
      yy += dy * (y - meanY);
    }

    PowerLaw line() {
      double slope = xx > 0 ? xy / xx : Double.NaN;
      double residuals = Math.max(0, yy - slope * xy);
      double slopeError = n > 2 ? Math.sqrt(residuals / (n - 2) / xx) : Double.NaN;
      return new PowerLaw(Math.exp(meanY - slope * meanX), slope, slopeError, n);
    }
  }
}
