package io.scorestream.diffusion.process;

import io.scorestream.rows.Rows;
import java.util.random.RandomGenerator;

/**
 * The forward process {@code dx = −x dt + √2 dB}, whose law at time {@code t} is that of {@code
 * e^{−t} x_0 + σ_t z} with {@code z ~ N(0, I)} and {@code σ_t² = 1 − e^{−2t}}.
 *
 * <p>Gupta, Parulekar, Price, Xun, <i>Improved Sample Complexity Bounds for Diffusion Model
 * Training</i> (NeurIPS 2024), section 1. All times are at least 0.
 */
public final class OrnsteinUhlenbeck {
  private OrnsteinUhlenbeck() {}

  /** {@code e^{−t}}, the share of the data that is left at time {@code t}; in (0, 1]. */
  public static double signal(double t) {
    return Math.exp(-t);
  }

  /** {@code σ_t² = 1 − e^{−2t}}, accurate for small {@code t}; in [0, 1]. */
  public static double variance(double t) {
    return -Math.expm1(-2 * t);
  }

  /** {@code σ_t}, the standard deviation of the noise at time {@code t}; in [0, 1]. */
  public static double sigma(double t) {
    return Math.sqrt(variance(t));
  }

  /**
   * Draws {@code x_t} given {@code x_0}, coordinate by coordinate.
   *
   * @param x0 {@code [n, d]}
   * @param out {@code [n, d]}, to be written to; may be {@code x0} itself
   */
  public static void diffuse(double t, Rows x0, RandomGenerator rng, Rows out) {
    diffuse(t, x0, x0.dimension(), rng, out);
  }

  /**
   * Draws {@code x_t} given {@code x_0} of the first coordinates, and leaves the others as they
   * are.
   *
   * @param x0 {@code [n, d]}
   * @param noised how many coordinates get noise, in 1..d
   * @param out {@code [n, d]}, to be written to; may be {@code x0} itself
   */
  public static void diffuse(double t, Rows x0, int noised, RandomGenerator rng, Rows out) {
    out.requireAlike(x0);
    float[] from = x0.numbers();
    float[] to = out.numbers();
    double signal = signal(t);
    double sigma = sigma(t);
    for (int row = 0; row < from.length; row += x0.dimension()) {
      for (int i = row; i < row + noised; i++) {
        to[i] = (float) (signal * from[i] + sigma * rng.nextGaussian());
      }
      System.arraycopy(from, row + noised, to, row + noised, x0.dimension() - noised);
    }
  }
}
