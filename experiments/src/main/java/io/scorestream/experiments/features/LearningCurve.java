package io.scorestream.experiments.features;

import io.scorestream.diffusion.law.Law;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Errors {@code σ_t|ŝ − s|} of one growing data set, learnt by ridge regression on random features.
 *
 * @param robust05 {@code σ_t·D^0.05} at each number of samples
 * @param robust01 {@code σ_t·D^0.01}
 * @param l2 {@code σ_t·√E|ŝ − s|²}
 * @param bestL2 that error of the same class fitted to the exact scores at the same points: what
 *     more data cannot mend
 * @param noise the mean square of the targets' noise, {@code E|−z − σ_t s|²}
 */
record LearningCurve(
    List<Double> robust05, List<Double> robust01, List<Double> l2, double bestL2, double noise) {

  /**
   * Learns from the first m samples for each m.
   *
   * @param sizes increasing multiples of 250
   * @param draws fresh points at which errors are measured
   */
  static LearningCurve of(
      Law law, double t, FourierFeatures features, int[] sizes, int draws, RandomGenerator rng) {
    return new Learner(law, t, features, draws, rng).learn(sizes);
  }
}
