package io.scorestream.experiments.hidden;

import io.scorestream.experiments.result.Accepted;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * What {@link Rates} comes to in theory after {@code m} samples. The centre that is learnt is the
 * grid's nearest to {@code N(c, 1/m)} with {@code c} on the grid; the side is wrong with
 * probability {@code ½(1 − η)^m}, independently. On the right side the error is the distance of the
 * centres, everywhere; on the wrong one it is {@code R} at draws of the far mode.
 *
 * @param modes the hidden mode
 * @param m samples
 * @param spacing of the grid
 */
record CentreTheory(HiddenMode modes, int m, double spacing) {
  private static final int REACH = 400;

  /** {@code E|ĉ − c|}, about {@code √(2/πm)}. */
  double meanDistance() {
    return moment(1);
  }

  /** The standard deviation of {@code |ĉ − c|}. */
  double distanceDeviation() {
    return Math.sqrt(moment(2) - moment(1) * moment(1));
  }

  private double moment(int power) {
    NormalDistribution around = NormalDistribution.of(0, 1 / Math.sqrt(m));
    double sum = 0;
    for (int k = 1; k <= REACH; k++) {
      double mass = around.probability((k - 0.5) * spacing, (k + 0.5) * spacing);
      sum += 2 * mass * Math.pow(k * spacing, power);
    }
    return sum;
  }

  /** {@code ½(1 − η)^m}. */
  double wrong() {
    return modes.wrongProbability(m);
  }

  /**
   * The mean of an error that is {@code onWrongSide} on the wrong side and the distance of the
   * centres on the right one.
   */
  double mean(double onWrongSide) {
    return mean(onWrongSide, wrong(), meanDistance());
  }

  /** The standard deviation of such an error, which is not less than any that it may have. */
  double deviation(double onWrongSide) {
    double side = onWrongSide * Math.sqrt(wrong() * (1 - wrong()));
    return Math.hypot(side, distanceDeviation());
  }

  /** The mean of {@code n} such errors: limits of the count of wrong sides and of the centres. */
  Accepted accepted(double onWrongSide, int n) {
    Accepted share = Accepted.share(wrong(), n);
    Accepted distance = Accepted.mean(meanDistance(), distanceDeviation(), n);
    return new Accepted(
        mean(onWrongSide, share.low(), distance.low()),
        mean(onWrongSide, share.high(), distance.high()));
  }

  private static double mean(double onWrongSide, double wrong, double distance) {
    return wrong * onWrongSide + (1 - wrong) * distance;
  }
}
