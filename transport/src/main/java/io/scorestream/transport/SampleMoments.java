package io.scorestream.transport;

import io.scorestream.rows.Rows;
import java.util.Arrays;

/**
 * Mean and covariance of a sample. What is multiplied is how far points lie from a mean of plain
 * sums; what that is off by is taken from both, so that it does not matter where a sample lies.
 *
 * <p>Products are summed on {@link #LANES} lanes at once, which HotSpot makes vectors of: to {@code
 * 32 + n/1024} roundings of the sum of their sizes, and no more than {@code 2 √n} up to n = 4e6.
 * Costs {@code n d²/2} operations and 8 KiB for each coordinate.
 *
 * @param origin {@code o}, {@code [d]}: where the mean is but for rounding
 * @param mean {@code μ − o}, {@code [d]}
 * @param covariance {@code Σ}, unbiased, {@code [d, d]}
 */
@SuppressWarnings("ArrayRecordComponent")
public record SampleMoments(double[] origin, double[] mean, double[] covariance) {

  /** A multiple of eight. */
  private static final int LANES = 128;

  /** An even number of points on each lane, after which lanes are added up. */
  private static final int POINTS = 8;

  private static final int BLOCK = LANES * POINTS;

  /**
   * Those of a sample.
   *
   * @param points {@code [n, d]}, at least two rows
   * @return NaN for the variance of a coordinate, some of whose numbers are not finite
   */
  public static SampleMoments of(Rows points) {
    int n = points.count();
    int d = points.dimension();
    SampleMoments sums = new SampleMoments(Frame.mean(points), new double[d], new double[d * d]);
    double[][][] lanes = new double[d][POINTS][LANES];
    for (int from = 0; from < n; from += BLOCK) {
      sums.add(points, from, lanes);
    }
    return sums.normalised(n);
  }

  /** {@code √(mean |x − μ|²)} of the sample's {@code n} points. */
  double spread(int n) {
    double trace = 0;
    for (int i = 0; i < mean.length; i++) {
      trace += covariance[i * mean.length + i];
    }
    return Math.sqrt(trace * (n - 1) / n);
  }

  private void add(Rows points, int from, double[][][] lanes) {
    int used = fill(points, from, lanes);
    double[] products = new double[LANES];
    int d = mean.length;
    for (int i = 0; i < d; i++) {
      mean[i] += sum(lanes[i], used);
    }
    for (int first = 0; first < d; first += 2) {
      int end = Math.min(first + 2, d);
      for (int j = 0; j < end; j++) {
        // Two in turn, while the lanes of the other are at hand.
        for (int i = Math.max(first, j); i < end; i++) {
          covariance[i * d + j] += sumOfProducts(lanes[i], lanes[j], used, products);
        }
      }
    }
  }

  /** Spreads points over the lanes, and zeros after the last; returns how many each has. */
  private int fill(Rows points, int from, double[][][] lanes) {
    int count = Math.min(points.count() - from, BLOCK);
    int used = 2 * ((count + 2 * LANES - 1) / (2 * LANES));
    for (int i = 0; i < used; i++) {
      for (int k = 0; k < origin.length; k++) {
        fill(points, from + i * LANES, k, lanes[k][i]);
      }
    }
    return used;
  }

  private void fill(Rows points, int from, int k, double[] lanes) {
    int count = Math.max(0, Math.min(points.count() - from, LANES));
    float[] numbers = points.numbers();
    double centre = origin[k];
    int place = from * origin.length + k;
    for (int lane = 0; lane < count; lane++) {
      lanes[lane] = numbers[place] - centre;
      place += origin.length;
    }
    Arrays.fill(lanes, count, LANES, 0);
  }

  private static double sum(double[][] lanes, int used) {
    double[] sums = new double[LANES];
    for (int i = 0; i < used; i++) {
      for (int lane = 0; lane < LANES; lane++) {
        sums[lane] += lanes[i][lane];
      }
    }
    return sum(sums);
  }

  private static double sumOfProducts(double[][] a, double[][] b, int used, double[] products) {
    Arrays.fill(products, 0);
    for (int i = 0; i < used; i += 2) {
      addProducts(a[i], b[i], a[i + 1], b[i + 1], products);
    }
    return sum(products);
  }

  private static void addProducts(
      double[] a0, double[] b0, double[] a1, double[] b1, double[] sums) {
    for (int lane = 0; lane < sums.length; lane++) {
      sums[lane] += a0[lane] * b0[lane] + a1[lane] * b1[lane];
    }
  }

  private static double sum(double[] lanes) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    double sum4 = 0;
    double sum5 = 0;
    double sum6 = 0;
    double sum7 = 0;
    for (int lane = 0; lane < LANES; lane += 8) {
      sum0 += lanes[lane];
      sum1 += lanes[lane + 1];
      sum2 += lanes[lane + 2];
      sum3 += lanes[lane + 3];
      sum4 += lanes[lane + 4];
      sum5 += lanes[lane + 5];
      sum6 += lanes[lane + 6];
      sum7 += lanes[lane + 7];
    }
    return ((sum0 + sum1) + (sum2 + sum3)) + ((sum4 + sum5) + (sum6 + sum7));
  }

  /** From sums of how far points lie from the origin, and of products of that. */
  private SampleMoments normalised(int n) {
    int d = mean.length;
    for (int i = 0; i < d; i++) {
      for (int j = 0; j <= i; j++) {
        double centred = covariance[i * d + j] - mean[i] * mean[j] / n;
        covariance[i * d + j] = centred / (n - 1);
        covariance[j * d + i] = centred / (n - 1);
      }
    }
    for (int i = 0; i < d; i++) {
      mean[i] /= n;
    }
    return this;
  }
}
