package io.scorestream.experiments.memorisation;

import io.scorestream.experiments.memorisation.GradientFlow.Losses;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * When training has learnt a law, and when it begins to learn its samples by heart.
 *
 * @param generalised τ at which all but 5 % of what the loss on the law will fall by is reached
 * @param memorised τ at which the loss on the samples is 0.1 below that on the law
 */
record TrainingTimes(double generalised, double memorised) {

  static final double LEFT_TO_LEARN = 0.05;
  static final double GAP = 0.1;

  /**
   * Those of a course of training.
   *
   * @param taus increasing, above 0
   * @param losses at each
   * @throws IllegalArgumentException if one of the two is not reached
   */
  static TrainingTimes of(double[] taus, Losses[] losses) {
    double best = Arrays.stream(losses).mapToDouble(Losses::law).min().orElseThrow();
    return new TrainingTimes(
        first(taus, losses, at -> best + LEFT_TO_LEARN * (1 - best) - at.law()),
        first(taus, losses, at -> at.gap() - GAP));
  }

  /** Where a function is above 0 first, between two τ by a straight line against ln τ. */
  private static double first(double[] taus, Losses[] losses, ToDoubleFunction<Losses> of) {
    for (int i = 1; i < taus.length; i++) {
      double now = of.applyAsDouble(losses[i]);
      double before = of.applyAsDouble(losses[i - 1]);
      if (now > 0 && before <= 0) {
        return taus[i - 1] * Math.pow(taus[i] / taus[i - 1], before / (before - now));
      }
    }
    throw new IllegalArgumentException("no such moment up to " + taus[taus.length - 1]);
  }
}
