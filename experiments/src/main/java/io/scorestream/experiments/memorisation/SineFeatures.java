package io.scorestream.experiments.memorisation;

import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * {@code φ_j(x) = √(2/p) sin(w_j·x)}: odd, as the score of a centred law is. The noise of the
 * forward process is averaged over in closed form, {@code E cos(w·σz) = exp(−σ²|w|²/2)}, so that
 * losses are those of infinitely many draws of noise on each sample. Immutable.
 *
 * @param frequencies {@code w}, {@code [p, d]}
 */
record SineFeatures(DMatrixRMaj frequencies) {

  /**
   * Features of several widths in turn: wide ones learn what samples have in common, narrow ones
   * reach single samples.
   *
   * @param widths ℓ; frequencies are draws of {@code N(0, I/ℓ²)}
   */
  static SineFeatures of(int dimension, int count, double[] widths, RandomGenerator rng) {
    DMatrixRMaj frequencies = new DMatrixRMaj(count, dimension);
    for (int j = 0; j < count; j++) {
      for (int i = 0; i < dimension; i++) {
        frequencies.set(j, i, rng.nextGaussian() / widths[j % widths.length]);
      }
    }
    return new SineFeatures(frequencies);
  }

  /** The number of features {@code p}. */
  private int count() {
    return frequencies.numRows;
  }

  /**
   * The loss on samples.
   *
   * @param samples as the forward process has scaled them, {@code a·x}, {@code [n, d]}
   * @param sigma of the noise
   */
  NoiseLoss on(DMatrixRMaj samples, double sigma) {
    int n = samples.numRows;
    DMatrixRMaj angles = new DMatrixRMaj(n, count());
    CommonOps_DDRM.multTransB(samples, frequencies, angles);
    DMatrixRMaj sines = angles.copy();
    DMatrixRMaj cosines = angles;
    double[] meanCosine = new double[count()];
    for (int at = 0; at < angles.data.length; at++) {
      sines.data[at] = Math.sin(angles.data[at]);
      cosines.data[at] = Math.cos(angles.data[at]);
      meanCosine[at % count()] += cosines.data[at] / n;
    }
    DMatrixRMaj ofSines = new DMatrixRMaj(count(), count());
    DMatrixRMaj ofCosines = new DMatrixRMaj(count(), count());
    CommonOps_DDRM.multInner(sines, ofSines);
    CommonOps_DDRM.multInner(cosines, ofCosines);
    return loss(
        sigma,
        sigma * sigma,
        meanCosine,
        (j, k) -> (ofCosines.get(j, k) + ofSines.get(j, k)) / n,
        (j, k) -> (ofCosines.get(j, k) - ofSines.get(j, k)) / n);
  }

  /** The loss on the standard Gaussian, which the forward process leaves as it is. */
  NoiseLoss onStandardGaussian(double sigma) {
    double signal = 1 - sigma * sigma;
    DMatrixRMaj products = products();
    double[] meanCosine = new double[count()];
    for (int j = 0; j < count(); j++) {
      meanCosine[j] = Math.exp(-signal * products.get(j, j) / 2);
    }
    return loss(sigma, 1, meanCosine, (j, k) -> 1, (j, k) -> 1);
  }

  /** A mean over samples of a product of two features, before noise. */
  @FunctionalInterface
  private interface Pairs {
    double at(int j, int k);
  }

  /**
   * @param variance that dampens {@code cos((w_j ∓ w_k)·x)}, of all that is normal in x
   * @param differences the mean of {@code cos((w_j − w_k)·x)} over the rest
   * @param sums the mean of {@code cos((w_j + w_k)·x)} over the rest
   */
  private NoiseLoss loss(
      double sigma, double variance, double[] meanCosine, Pairs differences, Pairs sums) {
    int p = count();
    DMatrixRMaj products = products();
    DMatrixRMaj second = new DMatrixRMaj(p, p);
    DMatrixRMaj cross = frequencies.copy();
    for (int j = 0; j < p; j++) {
      double square = products.get(j, j);
      double factor =
          Math.sqrt(2.0 / p) * sigma * Math.exp(-sigma * sigma * square / 2) * meanCosine[j];
      for (int i = 0; i < cross.numCols; i++) {
        cross.set(j, i, factor * cross.get(j, i));
      }
      for (int k = 0; k <= j; k++) {
        double both = square + products.get(k, k);
        double found =
            Math.exp(-variance * (both / 2 - products.get(j, k))) * differences.at(j, k)
                - Math.exp(-variance * (both / 2 + products.get(j, k))) * sums.at(j, k);
        second.set(j, k, found / p);
        second.set(k, j, found / p);
      }
    }
    return new NoiseLoss(second, cross);
  }

  private DMatrixRMaj products() {
    DMatrixRMaj products = new DMatrixRMaj(count(), count());
    CommonOps_DDRM.multOuter(frequencies, products);
    return products;
  }
}
