package io.scorestream.diffusion.forecast;

import java.util.List;

/**
 * The held-out loss of one timestep against m: {@code loss(m) = c + A m^{−b}}. The floor c holds
 * what no network can remove, which is not known: so the loss says nothing of an error's size, only
 * by how much it will still fall. Immutable.
 *
 * <p>As {@link ErrorTrend}, but on the loss itself, for what lies above the floor is a squared
 * error: b is log-normal around 1, the spread around 0.4, and of the loss above the floor nothing
 * is known beforehand but its order of magnitude.
 */
public final class LossTrend extends Trend {

  private static final Axis EXPONENT = Axis.logNormal(1, 0.5, 0.04, 8, 25);
  private static final Axis SPREAD = Axis.logNormal(0.4, 1.1, 0.02, 1.5, 11);
  private static final double LEAST_EXCESS = 1e-3;
  private static final double MOST_EXCESS = 10;

  private LossTrend(TrendPosterior posterior, long newest, int milestones, double confidence) {
    super(posterior, newest, milestones, confidence);
  }

  /**
   * Fits it.
   *
   * @param losses at least {@link #FEWEST}, increasing in m
   * @param confidence of the intervals that are asked for, in (0, 1)
   */
  public static LossTrend fit(List<MilestoneLoss> losses, double confidence) {
    requireEnough(losses.size());
    for (int i = 1; i < losses.size(); i++) {
      if (losses.get(i).m() <= losses.get(i - 1).m()) {
        throw new IllegalArgumentException(
            losses.get(i) + "; give losses in increasing order of m");
      }
    }
    LossModel model = new LossModel(losses);
    double scale = model.scale();
    Axis excess = Axis.logUniform(LEAST_EXCESS * scale, MOST_EXCESS * scale, 25);
    return new LossTrend(
        TrendPosterior.of(model, EXPONENT, excess, SPREAD),
        losses.get(losses.size() - 1).m(),
        losses.size(),
        confidence);
  }

  /** c: what the network cannot remove, be it noise or its own limits. */
  public Interval floor() {
    NormalMixture floor =
        posterior.mixture(
            node -> new double[] {node.level(), node.levelDeviation() * node.levelDeviation()});
    return interval(p -> Math.max(0, floor.quantile(p)));
  }

  /** A, such that the curve with the median b has the median fall from the newest m on. */
  public double amplitude() {
    return Math.exp(posterior.form().quantile(0.5))
        * Math.pow((double) newest(), exponent().value());
  }

  /** The loss of this stream's models at m, the newest m or more. */
  public Interval lossAt(double m) {
    NormalMixture loss = posterior.at(m);
    return interval(loss::quantile);
  }

  /** By how much the loss will have fallen from the newest m to m. */
  public Interval fallTo(double m) {
    NormalMixture fall = posterior.fall((double) newest(), m);
    return interval(fall::quantile);
  }
}
