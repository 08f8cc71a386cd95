package io.scorestream.run;

import io.scorestream.diffusion.law.GaussianLaw;
import io.scorestream.diffusion.law.GaussianMixture;
import io.scorestream.events.Standardisation;
import io.scorestream.events.codec.Floats;
import io.scorestream.rows.Rows;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The map between the data's own units and those in which networks are trained: {@code y = A·(x -
 * shift) / scale}, where {@code A} turns to the data's {@link PrincipalAxes} or is left out. One
 * scale for all coordinates, so that distances keep their proportions. Immutable.
 */
public final class Standardiser {

  /** Beyond this many coordinates the axes would outweigh the networks. */
  private static final int MOST_TURNED = 1_024;

  private final double[] shift;
  private final double scale;
  private final Optional<PrincipalAxes> axes;

  /** A map without axes. See {@link #Standardiser(double[], double, Optional)}. */
  public Standardiser(double[] shift, double scale) {
    this(shift, scale, Optional.empty());
  }

  /**
   * @param shift one number per coordinate
   * @param scale greater than 0
   * @param axes of what comes of the two
   */
  public Standardiser(double[] shift, double scale, Optional<PrincipalAxes> axes) {
    if (!(scale > 0) || Double.isInfinite(scale)) {
      throw new IllegalArgumentException("scale " + scale + " is not a positive number");
    }
    if (axes.isPresent() && axes.get().dimension() != shift.length) {
      throw new IllegalArgumentException(
          "axes of " + axes.get().dimension() + " coordinates for a shift of " + shift.length);
    }
    this.shift = shift.clone();
    this.scale = scale;
    this.axes = axes;
  }

  /** The map that changes nothing. */
  public static Standardiser identity(int dimension) {
    return new Standardiser(new double[dimension], 1);
  }

  /** The map that an event describes. */
  public static Standardiser of(Standardisation event) {
    return new Standardiser(
        numbers(event.getShift()),
        event.getScale(),
        Optional.ofNullable(event.getAxes())
            .map(axes -> new PrincipalAxes(Floats.of(axes), numbers(event.getVariances()))));
  }

  private static double[] numbers(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * The map that gives these samples zero mean per coordinate and unit variance on average, along
   * their principal axes; above 1,024 coordinates, along their own.
   *
   * @param samples {@code [n, d]}, n at least 2
   */
  public static Standardiser fittedTo(Rows samples) {
    double[] mean = mean(samples);
    double squares = 0;
    for (int row = 0; row < samples.count(); row++) {
      for (int j = 0; j < mean.length; j++) {
        double centred = samples.at(row, j) - mean[j];
        squares += centred * centred;
      }
    }
    double deviation = Math.sqrt(squares / samples.numbers().length);
    Standardiser scaled = new Standardiser(mean, deviation > 0 ? deviation : 1);
    return mean.length > MOST_TURNED ? scaled : scaled.turned(samples);
  }

  private static double[] mean(Rows samples) {
    double[] mean = new double[samples.dimension()];
    for (int row = 0; row < samples.count(); row++) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += samples.at(row, j) / (double) samples.count();
      }
    }
    return mean;
  }

  private Standardiser turned(Rows samples) {
    Rows scaled = samples.copy();
    standardise(scaled);
    return new Standardiser(shift, scale, Optional.of(PrincipalAxes.fittedTo(scaled)));
  }

  /** As an event carries it. */
  public Standardisation toEvent() {
    return Standardisation.newBuilder()
        .setShift(Arrays.stream(shift).boxed().toList())
        .setScale(scale)
        .setAxes(axes.map(PrincipalAxes::axes).map(Floats::bytes).orElse(null))
        .setVariances(
            axes.map(PrincipalAxes::variances)
                .map(variances -> Arrays.stream(variances).boxed().toList())
                .orElse(List.of()))
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

  /** Variance of each coordinate in the networks' units; 1 where no axes were fitted. */
  public List<Double> variances() {
    return axes.map(PrincipalAxes::variances)
        .map(variances -> Arrays.stream(variances).boxed().toList())
        .orElse(Collections.nCopies(dimension(), 1.0));
  }

  /** Maps samples {@code [n, d]} from the data's units, in place. */
  public void standardise(Rows samples) {
    samples.requireDimension(shift.length);
    float[] numbers = samples.numbers();
    for (int row = 0; row < numbers.length; row += shift.length) {
      for (int j = 0; j < shift.length; j++) {
        numbers[row + j] = (float) ((numbers[row + j] - shift[j]) / scale);
      }
    }
    axes.ifPresent(turn -> turn.align(samples));
  }

  /** Maps samples {@code [n, d]} back to the data's units, in place. */
  public void restore(Rows samples) {
    samples.requireDimension(shift.length);
    axes.ifPresent(turn -> turn.restore(samples));
    float[] numbers = samples.numbers();
    for (int row = 0; row < numbers.length; row += shift.length) {
      for (int j = 0; j < shift.length; j++) {
        numbers[row + j] = (float) (numbers[row + j] * scale + shift[j]);
      }
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
    return axes.isEmpty()
        ? new GaussianLaw(mean, covariance)
        : new GaussianLaw(axes.get().align(mean), axes.get().alignCovariance(covariance));
  }
}
