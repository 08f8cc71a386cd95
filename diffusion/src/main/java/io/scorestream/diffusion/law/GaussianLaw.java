package io.scorestream.diffusion.law;

import io.scorestream.diffusion.linear.Cholesky;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.rows.Rows;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * {@code N(μ, Σ)}. Diffused: {@code N(e^{−t} μ, e^{−2t} Σ + σ_t² I)}.
 *
 * @param mean {@code μ}, {@code [d]}
 * @param covariance {@code Σ}, {@code [d, d]} row-major, symmetric and positive definite
 */
@SuppressWarnings("ArrayRecordComponent")
public record GaussianLaw(double[] mean, double[] covariance) implements Law {
  private static final double SYMMETRY_TOLERANCE = 1e-9;

  /**
   * @throws IllegalArgumentException if the lengths do not fit, a number is not finite, or the
   *     covariance is not symmetric or not positive definite
   */
  public GaussianLaw {
    mean = mean.clone();
    covariance = covariance.clone();
    int d = mean.length;
    if (d == 0 || covariance.length != d * d) {
      throw new IllegalArgumentException(
          "a Gaussian has %s means and %s covariances; give d ≥ 1 and d·d of them"
              .formatted(d, covariance.length));
    }
    for (int i = 0; i < d; i++) {
      Numbers.requireFinite("mean", i, mean[i]);
      for (int j = 0; j < d; j++) {
        Numbers.requireFinite("covariance", i * d + j, covariance[i * d + j]);
        requireSymmetric(covariance, d, i, j);
      }
    }
    new Cholesky(covariance, d).logDeterminant();
  }

  private static void requireSymmetric(double[] matrix, int d, int i, int j) {
    double one = matrix[i * d + j];
    double other = matrix[j * d + i];
    if (Math.abs(one - other) > SYMMETRY_TOLERANCE * (1 + Math.abs(one))) {
      throw new IllegalArgumentException(
          "covariance (%s, %s) is %s but (%s, %s) is %s; give a symmetric matrix"
              .formatted(i, j, one, j, i, other));
    }
  }

  /** {@code N(μ, s² I)}. */
  public static GaussianLaw isotropic(double[] mean, double standardDeviation) {
    int d = mean.length;
    double[] covariance = new double[d * d];
    for (int i = 0; i < d; i++) {
      covariance[i * d + i] = standardDeviation * standardDeviation;
    }
    return new GaussianLaw(mean, covariance);
  }

  /** A copy of {@code μ}. */
  @Override
  public double[] mean() {
    return mean.clone();
  }

  /** A copy of {@code Σ}, row-major. */
  @Override
  public double[] covariance() {
    return covariance.clone();
  }

  @Override
  public int dimension() {
    return mean.length;
  }

  @Override
  public void sample(RandomGenerator rng, Rows out) {
    out.requireDimension(dimension());
    GaussianSampler sampler = sampler();
    for (int row = 0; row < out.count(); row++) {
      sampler.draw(rng, out.numbers(), row * dimension());
    }
  }

  GaussianSampler sampler() {
    return new GaussianSampler(mean, new Cholesky(covariance, dimension()));
  }

  /** The law of the first coordinates alone. */
  GaussianLaw first(int coordinates) {
    double[] block = new double[coordinates * coordinates];
    for (int i = 0; i < coordinates; i++) {
      System.arraycopy(covariance, i * dimension(), block, i * coordinates, coordinates);
    }
    return new GaussianLaw(Arrays.copyOf(mean, coordinates), block);
  }

  @Override
  public DiffusedLaw diffusedTo(double t) {
    return diffusedGaussian(t, dimension());
  }

  /** The same, where only the first coordinates get noise and the others stay as they are. */
  DiffusedGaussian diffusedGaussian(double t, int noised) {
    if (!(t >= 0)) {
      throw new IllegalArgumentException("diffusion to time " + t + "; give a time of at least 0");
    }
    int d = dimension();
    double signal = OrnsteinUhlenbeck.signal(t);
    double[] diffusedMean = new double[d];
    double[] diffusedCovariance = new double[d * d];
    for (int i = 0; i < d; i++) {
      double shrunk = i < noised ? signal : 1;
      diffusedMean[i] = shrunk * mean[i];
      for (int j = 0; j < d; j++) {
        diffusedCovariance[i * d + j] = shrunk * (j < noised ? signal : 1) * covariance[i * d + j];
      }
      diffusedCovariance[i * d + i] += i < noised ? OrnsteinUhlenbeck.variance(t) : 0;
    }
    return new DiffusedGaussian(diffusedMean, new Cholesky(diffusedCovariance, d));
  }

  @Override
  public double secondMoment() {
    return Math.sqrt(meanSquare());
  }

  /** {@code E|x|² = |μ|² + tr Σ}. */
  double meanSquare() {
    double sum = 0;
    for (int i = 0; i < mean.length; i++) {
      sum += mean[i] * mean[i] + covariance[i * mean.length + i];
    }
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GaussianLaw law
        && Arrays.equals(mean, law.mean)
        && Arrays.equals(covariance, law.covariance);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(mean) + Arrays.hashCode(covariance);
  }

  @Override
  public String toString() {
    return "GaussianLaw[mean=%s, covariance=%s]"
        .formatted(Arrays.toString(mean), Arrays.toString(covariance));
  }
}
