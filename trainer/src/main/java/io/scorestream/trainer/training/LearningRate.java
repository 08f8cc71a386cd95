package io.scorestream.trainer.training;

/**
 * The course of a milestone that takes all its steps. The learning rate rises linearly over the
 * first twentieth of them, at most 100, then falls along half a cosine to nearly 0 (Loshchilov,
 * Hutter, <i>SGDR</i>, ICLR 2017). It starts anew at each milestone, with the weights and moments
 * of the one before.
 *
 * @param peak largest rate, above 0
 * @param steps of the milestone, at least 1
 */
public record LearningRate(double peak, int steps) implements Course {

  private static final int LONGEST_WARM_UP = 100;
  private static final int WARM_UP_SHARE = 20;
  private static final int WINDOW_SHARE = 10;

  /** Steps of a rise within so many steps. */
  static int warmUp(int steps) {
    return Math.min(LONGEST_WARM_UP, steps / WARM_UP_SHARE);
  }

  @Override
  public boolean takes(int step) {
    return step < steps;
  }

  @Override
  public int untilAsked(int step) {
    return steps - step;
  }

  @Override
  public boolean isLate(int step) {
    return step >= steps - Math.max(1, steps / WINDOW_SHARE);
  }

  @Override
  public float rate(int step) {
    int warmUp = warmUp(steps);
    if (step < warmUp) {
      return (float) (peak * (step + 1) / (warmUp + 1));
    }
    double progress = (step - warmUp + 0.5) / (steps - warmUp);
    return (float) (peak * (1 + Math.cos(Math.PI * progress)) / 2);
  }
}
