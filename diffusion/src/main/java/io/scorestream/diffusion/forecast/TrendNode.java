package io.scorestream.diffusion.forecast;

/**
 * One curve with one spread, given what was measured: its level is then normal, and so is whatever
 * is forecast with it. Kriging with an unknown mean; Rasmussen, Williams, <i>Gaussian Processes for
 * Machine Learning</i> (2006), section 2.7.
 */
final class TrendNode {

  private final TrendCurve curve;
  private final Scatter scatter;
  private final double[] residuals;
  private final double level;

  /**
   * @param rest observations less the curve's, as the curve gives them; left unchanged
   */
  TrendNode(TrendCurve curve, Scatter scatter, double[] rest) {
    this.curve = curve;
    this.scatter = scatter;
    this.residuals = scatter.whiten(rest);
    this.level = scatter.level(residuals);
  }

  double exponent() {
    return curve.exponent();
  }

  double form() {
    return curve.form();
  }

  /** Mean of the level. */
  double level() {
    return level;
  }

  /** Standard deviation of the level. */
  double levelDeviation() {
    return Math.sqrt(scatter.levelVariance());
  }

  /** Logarithm of the likelihood, the level integrated out, up to a constant. */
  double logLikelihood(TrendModel model) {
    return scatter.logLikelihood(residuals) + model.logLevelPrior(level, levelDeviation());
  }

  /** What the stream will have of what is asked: mean and variance. */
  double[] of(Contrast contrast) {
    Scatter.Kriging kriging = scatter.of(contrast, curve);
    return new double[] {
      curve.of(contrast)
          + kriging.levels() * level
          + Scatter.product(kriging.weights(), residuals)
          - level * kriging.known(),
      kriging.variance()
    };
  }
}
