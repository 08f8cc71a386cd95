package io.scorestream.trainer.training;

/**
 * Learning rate within one milestone: a linear rise over the first twentieth of the steps, at most
 * 100, then a fall along half a cosine to nearly 0 (Loshchilov, Hutter, <i>SGDR</i>, ICLR 2017). It
 * starts anew at each milestone, with the weights and moments of the one before.
 *
 * @param peak largest rate, above 0
 * @param steps of the milestone, at least 1
 */
public record LearningRate(double peak, int steps) {

  private static final int LONGEST_WARM_UP = 100;
  private static final int WARM_UP_SHARE = 20;

  /** Rate of a step, from 0 to {@code steps - 1}: above 0, at most the peak. */
  public float at(int step) {
    int warmUp = Math.min(LONGEST_WARM_UP, steps / WARM_UP_SHARE);
    if (step < warmUp) {
      return (float) (peak * (step + 1) / (warmUp + 1));
    }
    double progress = (step - warmUp + 0.5) / (steps - warmUp);
    return (float) (peak * (1 + Math.cos(Math.PI * progress)) / 2);
  }
}
