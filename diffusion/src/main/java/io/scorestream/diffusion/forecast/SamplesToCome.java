package io.scorestream.diffusion.forecast;

import io.scorestream.diffusion.error.MeanEstimate;
import io.scorestream.diffusion.forecast.ErrorPart.Known;

/**
 * From how much better a network is on the samples that it was trained on than on others, to what
 * chance did to it. With the best network of the class f* and the loss L, the gap is what L loses
 * by these samples, {@code L(f) − L(f*)}, and what the loss on them gains, {@code L_m(f*) −
 * L_m(f)}. Where L is a parabola around f* the two are equal (Akaike, 1974): the estimate is half
 * of the gap, and the interval goes from a quarter to all of it, beside the gap's own. Pure.
 */
public final class SamplesToCome {

  private static final double HALF = 0.5;
  private static final double LEAST = 0.25;

  private SamplesToCome() {}

  /**
   * The part of a squared error that is for want of samples.
   *
   * @param elsewhere squared error on other samples, or what differs from it by the same as on
   *     those of the training
   * @param trained squared error on the samples of the training
   */
  public static Known of(MeanEstimate elsewhere, MeanEstimate trained) {
    double gap = elsewhere.value() - trained.value();
    double below =
        Math.hypot(elsewhere.value() - elsewhere.low(), trained.high() - trained.value());
    double above =
        Math.hypot(elsewhere.high() - elsewhere.value(), trained.value() - trained.low());
    return ErrorPart.of(HALF * gap, LEAST * (gap - below), gap + above);
  }
}
