package io.scorestream.evaluator.wasserstein;

/**
 * How many generations are compared with how many training samples. One number divides the other:
 * exact transport takes several times as long where the mass of most points is split.
 *
 * @param generations of the generations there are, the first ones
 * @param training of the training samples there are, the first ones
 */
record ComparedSizes(int generations, int training) {

  /** From here on, splitting takes longer than more training samples are worth. */
  private static final int MOST_EACH = 2;

  /**
   * The most that can be compared.
   *
   * @param generations that there are, at least 1
   * @param training samples that there are, at least 1
   */
  static ComparedSizes of(int generations, int training) {
    return training < generations
        ? new ComparedSizes(generations / training * training, training)
        : new ComparedSizes(generations, generations * Math.min(MOST_EACH, training / generations));
  }

  /** What one comparison is estimated to take, in seconds. */
  double seconds(int dimension) {
    return DistanceKind.exactSeconds(generations, training, dimension);
  }
}
