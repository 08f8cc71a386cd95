package io.scorestream.diffusion.forecast;

import org.jspecify.annotations.Nullable;

/**
 * A curve without its level, which is the same for every spread. Keeps what was asked last. Used by
 * one thread at a time.
 */
final class TrendCurve {

  private final TrendModel model;
  private final double exponent;
  private final double form;
  private @Nullable Contrast asked;
  private double answer;

  TrendCurve(TrendModel model, double exponent, double form) {
    this.model = model;
    this.exponent = exponent;
    this.form = form;
  }

  /** Coordinate of b. */
  double exponent() {
    return exponent;
  }

  double form() {
    return form;
  }

  /** What it leaves of the observations, {@code [n]}. */
  double[] rest() {
    double[] rest = model.observations().clone();
    for (int i = 0; i < rest.length; i++) {
      rest[i] -= model.curve(exponent, form, model.milestones()[i]);
    }
    return rest;
  }

  /** Size of the deviations at each of the sizes, in units of the spread. */
  double[] amplitudes(double[] sizes) {
    double[] amplitudes = new double[sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      amplitudes[i] = model.amplitude(exponent, form, sizes[i]);
    }
    return amplitudes;
  }

  /** Its own part of what is asked. */
  double of(Contrast contrast) {
    if (contrast != asked) {
      answer = 0;
      for (int j = 0; j < contrast.sizes().length; j++) {
        answer += contrast.shares()[j] * model.curve(exponent, form, contrast.sizes()[j]);
      }
      asked = contrast;
    }
    return answer;
  }
}
