package io.scorestream.diffusion.law;

import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.rows.Rows;

/**
 * {@code s(x) = (e^{−t} x̂_0 − x)/σ²} with {@code x̂_0} the average of the points under {@code
 * softmax(−|x − e^{−t} x_i|²/2σ²)}, in {@code n·d} operations. Used by one thread at a time.
 */
final class DiffusedFiniteSet implements DiffusedLaw {
  private final int dimension;
  private final float[] points;
  private final double signal;
  private final double variance;
  private final SoftmaxAverage average;

  DiffusedFiniteSet(Rows points, double t) {
    this.dimension = points.dimension();
    this.points = points.numbers();
    this.signal = OrnsteinUhlenbeck.signal(t);
    this.variance = OrnsteinUhlenbeck.variance(t);
    this.average = new SoftmaxAverage(dimension);
  }

  @Override
  public void score(double[] x, double[] out) {
    weighedScore(x, out);
  }

  /** Writes the score, and returns the logarithm of the sum of kernels that it is averaged over. */
  double weighedScore(double[] x, double[] out) {
    takeIn(x);
    for (int i = 0; i < dimension; i++) {
      out[i] = (signal * average.average(i) - x[i]) / variance;
    }
    return average.logTotal();
  }

  @Override
  public double logDensity(double[] x) {
    takeIn(x);
    int size = points.length / dimension;
    return average.logTotal() - Math.log(size) - 0.5 * dimension * Math.log(2 * Math.PI * variance);
  }

  private void takeIn(double[] x) {
    average.clear();
    for (int offset = 0; offset < points.length; offset += dimension) {
      double square = 0;
      for (int i = 0; i < dimension; i++) {
        double difference = x[i] - signal * points[offset + i];
        square += difference * difference;
      }
      average.add(-square / (2 * variance), points, offset);
    }
  }
}
