package io.scorestream.run.encoding;

import io.scorestream.events.SourceColumn;
import io.scorestream.rows.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Takes a standardiser from samples that come in parts: means and variances from all of them, axes
 * from as many as fit into a bounded room, evenly spaced. Owned by one thread.
 *
 * <p>A column of categories has one scale for all of its coordinates, the root of their mean
 * variance, so that a rare category does not outweigh the others.
 */
public final class StandardiserFit {

  /** Beyond this many coordinates the axes would outweigh the networks. */
  private static final int MOST_TURNED = 1_024;

  /** Numbers of samples that are kept for the axes, 16 MiB. */
  private static final int KEPT_NUMBERS = 1 << 22;

  private final Coordinates coordinates;
  private final ScaleChoice choice;
  private final Moments moments;
  private final SpacedRows kept;

  /**
   * @param columns of the samples, at least one
   * @param choice of the scale
   */
  public StandardiserFit(List<SourceColumn> columns, ScaleChoice choice) {
    this(Coordinates.of(columns), choice);
  }

  private StandardiserFit(Coordinates coordinates, ScaleChoice choice) {
    this.coordinates = coordinates;
    this.choice = choice;
    this.moments = new Moments(coordinates.count());
    this.kept =
        new SpacedRows(
            coordinates.dimension(), Math.max(2, KEPT_NUMBERS / coordinates.dimension()));
  }

  /** Of continuous numbers. */
  public static StandardiserFit continuous(int dimension, ScaleChoice choice) {
    return new StandardiserFit(Coordinates.continuous(dimension), choice);
  }

  /** Takes samples {@code [n, d]} in. */
  public StandardiserFit add(Rows samples) {
    samples.requireDimension(coordinates.dimension());
    double[] x = new double[coordinates.count()];
    for (int row = 0; row < samples.count(); row++) {
      for (int i = 0; i < x.length; i++) {
        x[i] = coordinates.value(i, samples.at(row, coordinates.columns()[i]));
      }
      moments.add(x);
      kept.add(samples, row);
    }
    return this;
  }

  /** Samples that were taken in. */
  public long count() {
    return moments.count();
  }

  /** Whether any column has more than one value. */
  public boolean varies() {
    return Arrays.stream(moments.variances()).anyMatch(variance -> variance > 0);
  }

  /**
   * The map that gives these samples zero mean and, by column or on average, unit variance along
   * their principal axes; above 1,024 coordinates, along their own.
   *
   * @param noise on whole numbers
   * @throws IllegalArgumentException when no column varies
   */
  public Standardiser fitted(RandomGenerator noise) {
    double[] scale = choice == ScaleChoice.COMMON ? common(variances()) : byColumn(variances());
    Standardiser scaled = new Standardiser(coordinates, moments.means(), scale, Optional.empty());
    return scaled.dimension() > MOST_TURNED
        ? scaled
        : scaled.along(PrincipalAxes.fittedTo(scaled.standardise(kept.rows(), noise)));
  }

  /** Of each coordinate, noise included; 0 where it does not vary. */
  private double[] variances() {
    double[] variances = moments.variances();
    for (int i = 0; i < variances.length; i++) {
      if (variances[i] > 0 && coordinates.isInteger(i)) {
        variances[i] += Standardiser.NOISE * Standardiser.NOISE / 3;
      }
    }
    return variances;
  }

  private static double[] common(double[] variances) {
    double mean = Arrays.stream(variances).filter(v -> v > 0).average().orElse(0);
    return Arrays.stream(variances).map(v -> v > 0 ? Math.sqrt(mean) : 0).toArray();
  }

  private double[] byColumn(double[] variances) {
    double[] sums = new double[coordinates.dimension()];
    int[] varying = new int[coordinates.dimension()];
    for (int i = 0; i < variances.length; i++) {
      if (variances[i] > 0) {
        sums[coordinates.columns()[i]] += variances[i];
        varying[coordinates.columns()[i]]++;
      }
    }
    double[] scale = new double[variances.length];
    for (int i = 0; i < scale.length; i++) {
      int column = coordinates.columns()[i];
      scale[i] = variances[i] > 0 ? Math.sqrt(sums[column] / varying[column]) : 0;
    }
    return scale;
  }
}
