package io.scorestream.run;

import io.scorestream.diffusion.law.GaussianLaw;
import io.scorestream.diffusion.law.GaussianMixture;
import io.scorestream.events.Standardisation;
import java.util.Arrays;

/**
 * The affine map between the data's own units and those in which networks are trained: {@code y =
 * (x - shift) / scale}. One scale for all coordinates, so that distances keep their proportions.
 * Immutable.
 */
public final class Standardiser {

  private final double[] shift;
  private final double scale;

  /**
   * @param shift one number per coordinate
   * @param scale greater than 0
   */
  public Standardiser(double[] shift, double scale) {
    if (!(scale > 0) || Double.isInfinite(scale)) {
      throw new IllegalArgumentException("scale " + scale + " is not a positive number");
    }
    this.shift = shift.clone();
    this.scale = scale;
  }

  /** The map that changes nothing. */
  public static Standardiser identity(int dimension) {
    return new Standardiser(new double[dimension], 1);
  }

  /** The map that an event describes. */
  public static Standardiser of(Standardisation event) {
    return new Standardiser(
        event.getShift().stream().mapToDouble(Double::doubleValue).toArray(), event.getScale());
  }

  /**
   * The map that gives these samples zero mean per coordinate and unit variance on average.
   *
   * @param samples [n, d], row by row, n at least 2
   */
  public static Standardiser fittedTo(float[] samples, int dimension) {
    int n = samples.length / dimension;
    double[] mean = new double[dimension];
    for (int i = 0; i < samples.length; i++) {
      mean[i % dimension] += samples[i] / (double) n;
    }
    double squares = 0;
    for (int i = 0; i < samples.length; i++) {
      double centred = samples[i] - mean[i % dimension];
      squares += centred * centred;
    }
    double deviation = Math.sqrt(squares / samples.length);
    return new Standardiser(mean, deviation > 0 ? deviation : 1);
  }

  /** As an event carries it. */
  public Standardisation toEvent() {
    return Standardisation.newBuilder()
        .setShift(Arrays.stream(shift).boxed().toList())
        .setScale(scale)
        .build();
  }

  /** Number of coordinates. */
  public int dimension() {
    return shift.length;
  }

  /** Factor from the networks' units to the data's. */
  public double scale() {
    return scale;
  }

  /** Maps samples [n, d] from the data's units, in place. */
  public void standardise(float[] samples) {
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) ((samples[i] - shift[i % shift.length]) / scale);
    }
  }

  /** Maps samples [n, d] back to the data's units, in place. */
  public void restore(float[] samples) {
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (samples[i] * scale + shift[i % shift.length]);
    }
  }

  /** The law of {@code y} when {@code x} has the law given. */
  public GaussianMixture standardise(GaussianMixture law) {
    return new GaussianMixture(
        law.weights(), law.components().stream().map(this::standardise).toList());
  }

  private GaussianLaw standardise(GaussianLaw law) {
    double[] mean = law.mean();
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (mean[i] - shift[i]) / scale;
    }
    double[] covariance = law.covariance();
    for (int i = 0; i < covariance.length; i++) {
      covariance[i] /= scale * scale;
    }
    return new GaussianLaw(mean, covariance);
  }
}
