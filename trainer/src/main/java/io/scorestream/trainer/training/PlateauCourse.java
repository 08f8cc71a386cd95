package io.scorestream.trainer.training;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * The course of a milestone that ends when the loss on held-out samples no longer falls. The
 * learning rate rises as {@link LearningRate}'s does, stays at its peak while the loss falls, and
 * then goes down linearly to nearly 0 within a quarter of the steps taken so far: what a peak
 * rate's own noise hides is only gained on the way down (Hägele et al., <i>Scaling Laws and
 * Compute-Optimal Training Beyond Fixed Training Durations</i>, NeurIPS 2024). For one milestone
 * and one thread.
 */
final class PlateauCourse implements Course {

  private static final int CHECKS = 20;
  private static final int PATIENCE = 2;
  private static final int DESCENT_SHARE = 4;

  private final double peak;
  private final int budget;
  private final Supplier<HeldOutTrend> trend;
  private int disappointments;
  private int descent = Integer.MAX_VALUE;
  private int end;
  private int notRisen;
  private int risen;

  /**
   * @param peak largest rate, above 0
   * @param budget most steps, at least 1
   * @param trend of the loss; asked about twenty times, and twice without a fall is the end
   */
  PlateauCourse(double peak, int budget, Supplier<HeldOutTrend> trend) {
    this.peak = peak;
    this.budget = budget;
    this.trend = trend;
    this.end = budget;
  }

  @Override
  public boolean takes(int step) {
    if (descent == Integer.MAX_VALUE && isOver(step)) {
      descent = step;
      end = Math.min(budget, step + Math.max(1, step / DESCENT_SHARE));
    }
    return step < end;
  }

  private boolean isOver(int step) {
    if (step > 0 && step % interval() == 0) {
      look(step);
    }
    return step >= latest() || disappointments == PATIENCE;
  }

  private void look(int step) {
    HeldOutTrend now = trend.get();
    disappointments = now == HeldOutTrend.FALLS ? 0 : disappointments + 1;
    if (now != HeldOutTrend.RISES) {
      notRisen = step;
    } else if (risen <= notRisen) {
      risen = step;
    }
  }

  @Override
  public Optional<MemorisationOnset> onset() {
    return risen > notRisen
        ? Optional.of(new MemorisationOnset(notRisen, risen))
        : Optional.empty();
  }

  private int interval() {
    return Math.max(1, budget / CHECKS);
  }

  private int latest() {
    return budget - Math.max(1, budget / (DESCENT_SHARE + 1));
  }

  @Override
  public int untilAsked(int step) {
    return step >= descent ? end - step : Math.min(latest() - step, interval() - step % interval());
  }

  @Override
  public float rate(int step) {
    int warmUp = LearningRate.warmUp(budget);
    if (step >= descent) {
      return (float) (peak * (end - step - 0.5) / (end - descent));
    }
    return (float) (step < warmUp ? peak * (step + 1) / (warmUp + 1) : peak);
  }

  @Override
  public boolean isLate(int step) {
    return step >= descent;
  }

  @Override
  public int steps() {
    return end;
  }
}
