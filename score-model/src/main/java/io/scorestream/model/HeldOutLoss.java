package io.scorestream.model;

import io.scorestream.run.network.BankSpec;

/**
 * The loss of every timestep's network on each of n samples that it was not trained on.
 *
 * <p>Its mean is not an error: it holds the irreducible part, which no network removes. The
 * difference of two losses on the same samples and noise is unbiased for the difference of the
 * squared errors, which is why single losses are kept: their differences have a standard error too.
 */
public final class HeldOutLoss {
  private final float[][] perSample;

  HeldOutLoss(float[][] perSample) {
    this.perSample = perSample;
  }

  /**
   * Makes means over all coordinates means over those that have a score, in place: the others have
   * no loss.
   */
  static void overScored(BankSpec spec, float[] means, int from, int count) {
    if (spec.held() > 0) {
      float share = (float) spec.network().dimension() / spec.scored();
      for (int i = from; i < from + count; i++) {
        means[i] *= share;
      }
    }
  }

  /**
   * The losses of the timestep at {@code index} of the bank: of each sample the mean over
   * coordinates that have a score of {@code (ε̂ − ε)²}, at least 0. The array is shared.
   */
  public float[] perSample(int index) {
    return perSample[index];
  }

  /** The mean over samples, of the timestep at {@code index} of the bank. */
  public double mean(int index) {
    double sum = 0;
    for (float loss : perSample[index]) {
      sum += loss;
    }
    return sum / perSample[index].length;
  }

  /** The standard error of {@link #mean}; NaN for a single sample. */
  public double standardError(int index) {
    double mean = mean(index);
    double squares = 0;
    for (float loss : perSample[index]) {
      squares += (loss - mean) * (loss - mean);
    }
    int n = perSample[index].length;
    return Math.sqrt(squares / (n - 1.0) / n);
  }
}
