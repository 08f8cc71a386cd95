package io.scorestream.experiments.decoy;

/**
 * The score of {@code η N(0, 1) + (1 − η) N(S, 1)}, {@code −x + S·r(x)} with {@code r(x) = 1/(1 +
 * e^{−S(x − c)})}: that of N(0, 1) below the crossover c, and that of the other mode above it. In
 * these terms {@code η = e^{−S²/2 + Sc}} up to a factor near 1, which for S = 100 is less than any
 * double above 0; so the score is given by c.
 *
 * @param distance {@code S}
 * @param crossover {@code c}
 */
record DecoyScore(double distance, double crossover) {

  /** The error {@code S·r(x)} against the score {@code −x} of N(0, 1). */
  double excess(double x) {
    return distance / (1 + Math.exp(-distance * (x - crossover)));
  }
}
