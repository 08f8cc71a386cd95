package io.scorestream.diffusion.forecast;

import java.util.List;
import java.util.Optional;

/**
 * The robust error of one timestep against m: {@code err(m) = c + A m^{−b}}, c ≥ 0, A &gt; 0, b
 * &gt; 0, fitted to the milestones of one stream, and what it will be at other m. Immutable.
 *
 * <p>Errors of successive milestones are those of one growing data set. They lie above or below the
 * curve together and by far more than their intervals are wide: the mean of m Gaussian numbers in k
 * dimensions has an error whose logarithm has a standard deviation of about {@code 1/√(2k)},
 * however exactly it is measured, and {@code min(m, m′)/max(m, m′)} of the variance is shared
 * between m and m′. So the logarithms of the errors are taken as the curve's, plus deviations of
 * that correlation and of unknown spread, plus their measurement. Curve and spread are averaged
 * over with what is known of them beforehand:
 *
 * <ul>
 *   <li>b is ½ where the class represents the score: log-normal around ½, 95 % from 0.19 to 1.3;
 *   <li>c is 0 with even odds, and else a share of the newest error whose log-odds are normal
 *       around 0, 95 % from 0.01 to 0.99;
 *   <li>the spread is that of one free number to a thousand: log-normal around 0.2, 95 % from 0.02
 *       to 1.7, and within 0.01 and 1.5.
 * </ul>
 *
 * <p>A forecast is of the error that this stream will have, deviations included. A bootstrap was
 * tried and does not cover: {@code docs/adr/0011-forecasts.md}.
 */
public final class ErrorTrend extends Trend {

  private static final Axis EXPONENT = Axis.logNormal(0.5, 0.5, 0.02, 4, 31);
  private static final Axis FLOOR_SHARE = Axis.shareOrNone(0.5, 2.5, 30);
  private static final Axis SPREAD = Axis.logNormal(0.2, 1.1, 0.01, 1.5, 13);

  private ErrorTrend(TrendPosterior posterior, long newest, int milestones, double confidence) {
    super(posterior, newest, milestones, confidence);
  }

  /**
   * Fits it.
   *
   * @param errors at least {@link #FEWEST}, increasing in m, each above 0
   * @param confidence of their intervals and of those that are asked for, in (0, 1)
   */
  public static ErrorTrend fit(List<MilestoneError> errors, double confidence) {
    requireEnough(errors.size());
    for (int i = 0; i < errors.size(); i++) {
      boolean later = i == 0 || errors.get(i).m() > errors.get(i - 1).m();
      if (!later || errors.get(i).value() == 0) {
        throw new IllegalArgumentException(
            errors.get(i) + "; give errors above 0 in increasing order of m");
      }
    }
    return new ErrorTrend(
        TrendPosterior.of(new RelativeModel(errors, confidence), EXPONENT, FLOOR_SHARE, SPREAD),
        errors.get(errors.size() - 1).m(),
        errors.size(),
        confidence);
  }

  /** The trend of those of the errors that are above 0, where these are enough. */
  public static Optional<ErrorTrend> ifEnough(List<MilestoneError> errors, double confidence) {
    List<MilestoneError> usable = usable(errors);
    return usable.size() < FEWEST ? Optional.empty() : Optional.of(fit(usable, confidence));
  }

  /** The errors that a curve can be fitted to. */
  static List<MilestoneError> usable(List<MilestoneError> errors) {
    return errors.stream().filter(error -> error.value() > 0).toList();
  }

  /** c; its lower end is 0 where no floor is needed to explain the errors. */
  public Interval floor() {
    return exponential(logFloor());
  }

  /** A, such that the curve with the medians of b and c has the median error at the newest m. */
  public double amplitude() {
    double error =
        Math.exp(
            posterior
                .mixture(node -> new double[] {node.level(), square(node.levelDeviation())})
                .quantile(0.5));
    double floor = Math.exp(logFloor().quantile(0.5));
    double exponent = Math.exp(posterior.exponent().quantile(0.5));
    return Math.max(0, error - floor) * Math.pow((double) newest(), exponent);
  }

  /** The probability that the floor is above ε: that no amount of data brings the error to it. */
  public double chanceFloorAbove(double epsilon) {
    return Math.max(0, 1 - logFloor().below(Math.log(epsilon)));
  }

  /** The error of this stream's models at m, the newest m or more. */
  public Interval errorAt(double m) {
    return exponential(posterior.at(m));
  }

  /** The probability that the error at m, the newest m or more, is at most ε. */
  public double chanceAtMost(double epsilon, double m) {
    return posterior.at(m).below(Math.log(epsilon));
  }

  private NormalMixture logFloor() {
    return posterior.mixture(
        node ->
            new double[] {
              node.level() + Math.log(RelativeModel.share(node.form())),
              square(node.levelDeviation())
            },
        node -> node.form() > Double.NEGATIVE_INFINITY);
  }

  private static double square(double x) {
    return x * x;
  }
}
