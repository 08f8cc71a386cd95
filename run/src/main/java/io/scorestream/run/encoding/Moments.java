package io.scorestream.run.encoding;

/**
 * Mean and variance of each coordinate, by Welford, <i>Note on a method for calculating corrected
 * sums of squares and products</i> (1962): one pass, without cancellation. A coordinate that is
 * always the same has exactly that mean and the variance 0. Owned by one thread.
 */
final class Moments {

  private final double[] means;
  private final double[] squares;
  private long count;

  Moments(int coordinates) {
    this.means = new double[coordinates];
    this.squares = new double[coordinates];
  }

  /** Takes one sample's coordinates in. */
  void add(double[] x) {
    count++;
    for (int i = 0; i < x.length; i++) {
      double before = x[i] - means[i];
      means[i] += before / count;
      squares[i] += before * (x[i] - means[i]);
    }
  }

  long count() {
    return count;
  }

  double[] means() {
    return means.clone();
  }

  /** Over the number of samples, not one less. */
  double[] variances() {
    double[] variances = squares.clone();
    for (int i = 0; i < variances.length; i++) {
      variances[i] /= count;
    }
    return variances;
  }
}
