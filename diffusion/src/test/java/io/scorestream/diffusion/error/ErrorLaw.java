package io.scorestream.diffusion.error;

import java.util.random.RandomGenerator;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Laws of errors whose quantiles are known. */
enum ErrorLaw {
  /** Pareto with exponent 1.5: no variance. */
  HEAVY_TAILED {
    @Override
    double quantile(double delta) {
      return Math.pow(delta, -1 / 1.5);
    }

    @Override
    double exceeding(double epsilon) {
      return Math.pow(epsilon, -1.5);
    }
  },
  /** {@code |N(0, 1)|}. */
  LIGHT_TAILED {
    @Override
    double quantile(double delta) {
      return NormalDistribution.of(0, 1).inverseSurvivalProbability(delta / 2);
    }

    @Override
    double exceeding(double epsilon) {
      return 2 * NormalDistribution.of(0, 1).survivalProbability(epsilon);
    }
  },
  /** {@code ⌊4 E⌋} for an exponential {@code E}: few values, each with much of the mass. */
  ATOMIC {
    @Override
    double quantile(double delta) {
      return Math.floor(-4 * Math.log(delta));
    }

    @Override
    double exceeding(double epsilon) {
      return Math.exp(-Math.ceil(epsilon) / 4);
    }
  };

  /** {@code D^δ}. */
  abstract double quantile(double delta);

  /** {@code P(e ≥ ε)}. */
  abstract double exceeding(double epsilon);

  /** Independent draws; an error is a decreasing function of a uniform number. */
  double[] draw(RandomGenerator rng, int n) {
    double[] errors = new double[n];
    for (int i = 0; i < n; i++) {
      errors[i] =
          switch (this) {
            case HEAVY_TAILED -> quantile(1 - rng.nextDouble());
            case LIGHT_TAILED -> Math.abs(rng.nextGaussian());
            case ATOMIC -> Math.floor(4 * rng.nextExponential());
          };
    }
    return errors;
  }
}
