package io.scorestream.diffusion.error;

import io.scorestream.diffusion.grid.TimeGrid;

/**
 * What the bound on the sampler's error in total variation is made of, {@code TV ≲ δ + ε + √(d/N)(T
 * + ln 1/t_min) + (√d + m_2) e^{−T}}, with every constant set to 1. The constants are not known:
 * this is no bound. It says which part is largest, and how the sum moves with data and grid. Gupta,
 * Parulekar, Price, Xun (NeurIPS 2024), Lemma B.2, B.4 and B.5.
 *
 * @param score {@code δ + ε}, the part of the scores
 * @param steps {@code √(d/N)(T + ln 1/t_min)}, the part of the discretisation
 * @param start {@code (√d + m_2) e^{−T}}, the part of starting from a normal law
 */
public record TotalVariationShape(double score, double steps, double start) {

  /**
   * The parts.
   *
   * @param delta level of the path error
   * @param pathError ε, the (1 − δ)-quantile of {@link PathError}
   * @param secondMoment {@code m_2} of the data
   */
  public static TotalVariationShape of(
      double delta, double pathError, TimeGrid grid, int dimension, double secondMoment) {
    return new TotalVariationShape(
        delta + pathError,
        Math.sqrt((double) dimension / grid.steps()) * (grid.end() - Math.log(grid.start())),
        (Math.sqrt(dimension) + secondMoment) * Math.exp(-grid.end()));
  }

  /** The sum of the parts. */
  public double total() {
    return score + steps + start;
  }
}
