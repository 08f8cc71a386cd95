package io.scorestream.diffusion.forecast;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The logarithm of {@code err(m) = F (κ + (1 − κ) (m/M)^{−b})}, M the newest milestone: level
 * {@code ln F}, exponent {@code ln b}, form the log-odds of {@code κ = c/F}, the share of the
 * newest error that is floor. Deviations are relative to the whole error.
 */
final class RelativeModel implements TrendModel {

  /** An error is never known better than this, relatively: its curve is only nearly a power law. */
  private static final double SLACK = 1e-3;

  private final double[] milestones;
  private final double[] observations;
  private final double[] measured;
  private final Map<Double, Scatter> scatters = new HashMap<>();

  /**
   * @param errors increasing in m, each above 0
   * @param confidence of their intervals
   */
  RelativeModel(List<MilestoneError> errors, double confidence) {
    double z = NormalMixture.reach(confidence);
    this.milestones = errors.stream().mapToDouble(MilestoneError::m).toArray();
    this.observations = errors.stream().mapToDouble(error -> Math.log(error.value())).toArray();
    this.measured =
        errors.stream().mapToDouble(error -> Math.max(SLACK, error.relativeError(z))).toArray();
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
    double share = share(form);
    return Math.log(share + (1 - share) * Math.pow(m / newest, -Math.exp(exponent)));
  }

  /** κ. */
  static double share(double form) {
    return 1 / (1 + Math.exp(-form));
  }

  @Override
  public double amplitude(double exponent, double form, double m) {
    return 1;
  }

  /** The same for every curve. */
  @Override
  public Scatter scatter(TrendCurve curve, double spread) {
    return scatters.computeIfAbsent(spread, of -> scatter(of, curve.amplitudes(milestones)));
  }

  private Scatter scatter(double spread, double[] amplitudes) {
    int n = milestones.length;
    double[] covariance = new double[n * n];
    double variance = Math.exp(2 * spread);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        covariance[i * n + j] =
            variance * TrendModel.correlation(milestones[i], milestones[j])
                + (i == j ? measured[i] * measured[i] : 0);
      }
    }
    return new Scatter(this, spread, amplitudes, covariance);
  }

  @Override
  public double logLevelPrior(double mean, double deviation) {
    return 0;
  }
}
