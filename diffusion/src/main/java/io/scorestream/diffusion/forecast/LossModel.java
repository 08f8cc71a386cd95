package io.scorestream.diffusion.forecast;

import java.util.List;

/**
 * {@code loss(m) = c + E (m/M)^{−b}}, M the newest milestone: level {@code c ≥ 0}, exponent {@code
 * ln b}, form {@code ln E}. Deviations are relative to what lies above the floor.
 *
 * <p>Losses are measured on one growing set of held-out samples. What their errors have in common
 * moves the floor alone; where the changes between milestones were measured on the same samples,
 * only the errors of those count besides.
 */
final class LossModel implements TrendModel {

  private final double[] milestones;
  private final double[] observations;
  private final double[] measured;

  /**
   * @param losses increasing in m
   */
  LossModel(List<MilestoneLoss> losses) {
    int n = losses.size();
    this.milestones = losses.stream().mapToDouble(MilestoneLoss::m).toArray();
    this.observations = new double[n];
    this.measured = new double[n * n];
    observations[n - 1] = losses.get(n - 1).value();
    for (int i = n - 1; i > 0; i--) {
      observations[i - 1] = observations[i] - change(losses, i);
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        measured[i * n + j] = measured(losses, i, j);
      }
    }
  }

  private static double change(List<MilestoneLoss> losses, int i) {
    MilestoneLoss loss = losses.get(i);
    return loss.isPaired() ? loss.change() : loss.value() - losses.get(i - 1).value();
  }

  /** A walk back from the newest loss, by steps with the errors of the changes. */
  private static double measured(List<MilestoneLoss> losses, int i, int j) {
    int n = losses.size();
    double variance = square(losses.get(n - 1).error());
    for (int k = n - 1; k > Math.max(i, j); k--) {
      variance += changeVariance(losses.get(k), losses.get(k - 1));
    }
    return variance;
  }

  private static double changeVariance(MilestoneLoss loss, MilestoneLoss before) {
    return loss.isPaired()
        ? square(loss.changeError())
        : square(loss.error()) + square(before.error());
  }

  private static double square(double x) {
    return x * x;
  }

  /** The largest difference between two milestones, or its error where that is larger. */
  double scale() {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double y : observations) {
      least = Math.min(least, y);
      most = Math.max(most, y);
    }
    int n = milestones.length;
    return Math.max(most - least, Math.sqrt(measured[0] - measured[n * n - 1]));
  }

  @Override
  public double[] milestones() {
    return milestones;
  }

  @Override
  public double[] observations() {
    return observations;
  }

  @Override
  public double curve(double exponent, double form, double m) {
    double newest = milestones[milestones.length - 1];
    return Math.exp(form - Math.exp(exponent) * Math.log(m / newest));
  }

  @Override
  public double amplitude(double exponent, double form, double m) {
    return curve(exponent, form, m);
  }

  @Override
  public Scatter scatter(TrendCurve curve, double spread) {
    int n = milestones.length;
    double[] amplitudes = curve.amplitudes(milestones);
    double[] sizes = new double[n];
    for (int i = 0; i < n; i++) {
      sizes[i] = Math.exp(spread) * amplitudes[i];
    }
    double[] covariance = measured.clone();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        covariance[i * n + j] +=
            sizes[i] * sizes[j] * TrendModel.correlation(milestones[i], milestones[j]);
      }
    }
    return new Scatter(this, spread, amplitudes, covariance);
  }

  /** {@code P(c ≥ 0)}. */
  @Override
  public double logLevelPrior(double mean, double deviation) {
    return Math.log(Math.max(Double.MIN_NORMAL, NormalMixture.standardBelow(mean / deviation)));
  }
}
