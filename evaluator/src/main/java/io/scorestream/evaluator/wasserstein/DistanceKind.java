package io.scorestream.evaluator.wasserstein;

import io.scorestream.events.EvaluationSpec;
import io.scorestream.topics.MetricName;

/**
 * The distances between generations and reference samples: how they are called, how many points
 * they take, which share of the budget is theirs, and what one of them costs.
 *
 * <p>Costs are seconds of one core of a 2-core virtual machine of 2025, from samples of Gaussians:
 * a fixed rule, so that what is measured depends on the run and the settings alone, and not on a
 * clock.
 */
enum DistanceKind {
  /** Over fixed random directions. */
  SLICED_W2(
      MetricName.SLICED_W2,
      MetricName.SLICED_W2_FLOOR,
      MetricName.SLICED_W2_RATIO,
      MetricName.SLICED_W2_EXCESS,
      Integer.MAX_VALUE,
      0.125) {
    @Override
    double seconds(int n, int d, EvaluationSpec spec) {
      return (double) spec.getProjections() * n * (1.5e-8 + 1.7e-9 * d);
    }
  },
  /** Exact, for squared distances. */
  W2(MetricName.W2, MetricName.W2_FLOOR, MetricName.W2_RATIO, MetricName.W2_EXCESS, 2_000, 0.158) {
    @Override
    double seconds(int n, int d, EvaluationSpec spec) {
      return exactSeconds(n, n, d);
    }
  },
  /** Exact, for plain distances. */
  W1(MetricName.W1, MetricName.W1_FLOOR, MetricName.W1_RATIO, MetricName.W1_EXCESS, 2_000, 0.158) {
    @Override
    double seconds(int n, int d, EvaluationSpec spec) {
      return exactSeconds(n, n, d);
    }
  },
  /** Along the direction that tells most. */
  MAX_SLICED_W2(
      MetricName.MAX_SLICED_W2,
      MetricName.MAX_SLICED_W2_FLOOR,
      MetricName.MAX_SLICED_W2_RATIO,
      MetricName.MAX_SLICED_W2_EXCESS,
      4_096,
      0.05) {
    @Override
    double seconds(int n, int d, EvaluationSpec spec) {
      return n * (8e-6 + 4.5e-7 * d);
    }
  },
  /** Entropic and debiased. */
  SINKHORN_W2(
      MetricName.SINKHORN_W2,
      MetricName.SINKHORN_W2_FLOOR,
      MetricName.SINKHORN_W2_RATIO,
      MetricName.SINKHORN_W2_EXCESS,
      500,
      0.117) {
    @Override
    double seconds(int n, int d, EvaluationSpec spec) {
      return (double) n * n * (3.2e-7 + 3e-10 * d);
    }
  },
  /** Of means and covariances. */
  GAUSSIAN_W2(
      MetricName.GAUSSIAN_W2,
      MetricName.GAUSSIAN_W2_FLOOR,
      MetricName.GAUSSIAN_W2_RATIO,
      MetricName.GAUSSIAN_W2_EXCESS,
      Integer.MAX_VALUE,
      0.05) {
    @Override
    double seconds(int n, int d, EvaluationSpec spec) {
      return (double) d * d * (1.5e-9 * n + 5e-9 * d) + 1e-7 * n;
    }
  };

  private final MetricName value;
  private final MetricName floor;
  private final MetricName ratio;
  private final MetricName excess;
  private final int mostPoints;
  private final double share;

  DistanceKind(
      MetricName value,
      MetricName floor,
      MetricName ratio,
      MetricName excess,
      int mostPoints,
      double share) {
    this.value = value;
    this.floor = floor;
    this.ratio = ratio;
    this.excess = excess;
    this.mostPoints = mostPoints;
    this.share = share;
  }

  /** What one distance between sets of n points is estimated to take, in seconds. */
  abstract double seconds(int n, int d, EvaluationSpec spec);

  /** What exact transport of n points to m is estimated to take, in seconds. */
  static double exactSeconds(int n, int m, int d) {
    return (double) n * m * (4.5e-8 + 1.5e-10 * d);
  }

  /** The name of the distance. */
  MetricName value() {
    return value;
  }

  /** The name of its noise floor. */
  MetricName floor() {
    return floor;
  }

  /** The name of its ratio to the floor. */
  MetricName ratio() {
    return ratio;
  }

  /** The name of what is left of it above the floor. */
  MetricName excess() {
    return excess;
  }

  /** The points that it takes at most. */
  int mostPoints() {
    return mostPoints;
  }

  /** Its share of the budget, in (0, 1). */
  double share() {
    return share;
  }
}
