package io.scorestream.experiments.sampling;

import io.scorestream.diffusion.law.GaussianLaw;
import io.scorestream.diffusion.law.GaussianMixture;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The distribution function of a mixture on the line, diffused, and integrals of such functions.
 */
final class LineLaw {
  private static final double REACH = 8;
  private static final int NODES = 16_001;

  private final double[] weights;
  private final NormalDistribution[] components;

  /**
   * @param law in one dimension, most of it within ±8
   * @param t time to which it is diffused, at least 0
   */
  LineLaw(GaussianMixture law, double t) {
    double signal = OrnsteinUhlenbeck.signal(t);
    double noise = OrnsteinUhlenbeck.variance(t);
    weights = law.weights();
    components = new NormalDistribution[weights.length];
    for (int j = 0; j < weights.length; j++) {
      GaussianLaw component = law.components().get(j);
      double variance = signal * signal * component.covariance()[0] + noise;
      components[j] = NormalDistribution.of(signal * component.mean()[0], Math.sqrt(variance));
    }
  }

  /** {@code F(x)}. */
  double below(double x) {
    double sum = 0;
    for (int j = 0; j < weights.length; j++) {
      sum += weights[j] * components[j].cumulativeProbability(x);
    }
    return sum;
  }

  /** {@code W_1 = ∫|F − G|} between this law and another, of which most is within ±8. */
  double w1(DoubleUnaryOperator other) {
    return integral(x -> Math.abs(below(x) - other.applyAsDouble(x)));
  }

  /**
   * {@code ∫√(F(1 − F))/√n}, which {@code E W_1} between the law and {@code n} draws of it does not
   * exceed. Bobkov, Ledoux, <i>One-dimensional empirical measures, order statistics, and
   * Kantorovich transport distances</i> (2019), theorem 3.2.
   */
  double samplingError(int n) {
    return integral(x -> Math.sqrt(below(x) * (1 - below(x)))) / Math.sqrt(n);
  }

  private static double integral(DoubleUnaryOperator integrand) {
    double step = 2 * REACH / (NODES - 1);
    double sum = 0;
    for (int i = 0; i < NODES; i++) {
      sum += integrand.applyAsDouble(i * step - REACH);
    }
    return sum * step;
  }
}
