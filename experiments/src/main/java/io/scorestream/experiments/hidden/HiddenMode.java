package io.scorestream.experiments.hidden;

import io.scorestream.diffusion.law.DiffusedLaw;
import io.scorestream.diffusion.law.GaussianLaw;
import io.scorestream.diffusion.law.GaussianMixture;
import io.scorestream.experiments.matching.EmpiricalRisk;
import io.scorestream.experiments.matching.ErrorTail;
import io.scorestream.experiments.matching.ScoreErrors;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The two laws of figure 1, of which one is the truth: {@code (1 − η) N(c, w²) + η N(c ± R, w²)},
 * looked at where half of the variance is noise, {@code σ_t² = e^{−2t} = ½}.
 *
 * @param share {@code η}, of the far mode
 * @param distance {@code R}, to the far mode
 * @param width {@code w}, above 0; where it is small, R is the distance in units of the noise, too
 */
record HiddenMode(double share, double distance, double width) {

  /** {@code ½ ln 2}. */
  static final double TIME = 0.5 * Math.log(2);

  private static final double BEYOND = 9;

  /** Width of a mode that is a point but for rounding. */
  static final double POINT = 1e-6;

  /** The data's law with the far mode on one side. */
  GaussianMixture law(Side side, double centre) {
    double far = centre + side.sign() * distance;
    return new GaussianMixture(new double[] {1 - share, share}, List.of(mode(centre), mode(far)));
  }

  /** The data's law around 0. */
  GaussianMixture law(Side side) {
    return law(side, 0);
  }

  private GaussianLaw mode(double mean) {
    return GaussianLaw.isotropic(new double[] {mean}, width);
  }

  /** An empty sum of losses for the scores of both laws, each at its {@link Side#candidate}. */
  EmpiricalRisk bothSides() {
    return new EmpiricalRisk(List.of(score(Side.LEFT), score(Side.RIGHT)));
  }

  private DiffusedLaw score(Side side) {
    return law(side).diffusedTo(TIME);
  }

  /** Errors of the wrong one of the two scores at {@code n} draws of the truth. */
  ScoreErrors wrongChoice(int n, RandomGenerator rng) {
    return ScoreErrors.of(law(Side.LEFT), TIME, score(Side.RIGHT), n, rng);
  }

  /** Those errors without draws, for modes that overlap. */
  ErrorTail wrongTail() {
    return new ErrorTail(law(Side.LEFT), TIME, score(Side.RIGHT), distance + BEYOND);
  }

  /** {@code R/(1 + w²)}, the normalised error of the wrong score at draws of the far mode. */
  double wrongError() {
    return distance / (1 + width * width);
  }

  /** The normalised L2 error of the wrong score where the modes do not overlap. */
  double wrongL2() {
    return Math.sqrt(share) * wrongError();
  }

  /**
   * {@code ½(1 − η)^m}, the probability that the minimiser errs after {@code m} samples: it has
   * seen no far one, and the draw between equals is unlucky.
   */
  double wrongProbability(int m) {
    return 0.5 * Math.exp(m * Math.log1p(-share));
  }

  /** The real {@code m} at which {@link #wrongProbability} is {@code p < ½}. */
  double samplesFor(double p) {
    return Math.log(2 * p) / Math.log1p(-share);
  }

  /** Where the far mode is. */
  enum Side {
    LEFT(0, -1),
    RIGHT(1, 1);

    private final int candidate;
    private final int sign;

    Side(int candidate, int sign) {
      this.candidate = candidate;
      this.sign = sign;
    }

    /** Its place among {@link HiddenMode#bothSides}. */
    int candidate() {
      return candidate;
    }

    int sign() {
      return sign;
    }

    /** One of the two, by a fair draw. */
    static Side draw(RandomGenerator rng) {
      return rng.nextBoolean() ? RIGHT : LEFT;
    }
  }
}
