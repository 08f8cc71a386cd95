package io.scorestream.run.encoding;

import io.scorestream.events.SourceColumn;
import io.scorestream.rows.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

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

  /** Of the gap at an end and of what is laid behind it, in units of the scale without them. */
  private static final double WIDTH = 0.3;

  private final Coordinates coordinates;
  private final ScaleChoice choice;
  private final Set<Integer> held;
  private final Moments moments;
  private final Extremes extremes;
  private final SpacedRows kept;

  /**
   * @param columns of the samples, at least one
   * @param choice of the scale
   */
  public StandardiserFit(List<SourceColumn> columns, ScaleChoice choice) {
    this(columns, choice, Set.of());
  }

  /**
   * @param columns of the samples, at least one
   * @param choice of the scale, of what is not held: that is by column
   * @param held columns by their place
   */
  public StandardiserFit(List<SourceColumn> columns, ScaleChoice choice, Set<Integer> held) {
    this(Coordinates.of(columns), choice, held);
  }

  private StandardiserFit(Coordinates coordinates, ScaleChoice choice, Set<Integer> held) {
    this.coordinates = coordinates;
    this.choice = choice;
    this.held = Set.copyOf(held);
    this.moments = new Moments(coordinates.count());
    this.extremes = new Extremes(coordinates.count());
    this.kept =
        new SpacedRows(
            coordinates.dimension(), Math.max(2, KEPT_NUMBERS / coordinates.dimension()));
  }

  /** Of continuous numbers. */
  public static StandardiserFit continuous(int dimension, ScaleChoice choice) {
    return new StandardiserFit(Coordinates.continuous(dimension), choice, Set.of());
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
      extremes.add(x);
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

  /** Whether a column has more than one value. */
  public boolean varies(int column) {
    double[] variances = moments.variances();
    return IntStream.range(0, variances.length)
        .anyMatch(i -> coordinates.columns()[i] == column && variances[i] > 0);
  }

  /** Evenly spaced ones of the samples, {@code [n, d]}; all where they fit into the room. */
  public Rows kept() {
    return kept.rows();
  }

  /**
   * The map that gives these samples zero mean and, by column or on average, unit variance along
   * their principal axes; above 1,024 coordinates, along their own.
   *
   * @param noise on whole numbers and beyond ends
   * @throws IllegalArgumentException when no column varies
   */
  public Standardiser fitted(RandomGenerator noise) {
    double[] means = moments.means();
    double[] variances = moments.variances();
    Saturation ends = ends(scale(variances));
    for (int i = 0; i < means.length; i++) {
      double low = extremes.shareAtLeast(i);
      double high = extremes.shareAtGreatest(i);
      if (variances[i] > 0 && !isHeld(i)) {
        variances[i] = ends.variance(i, means[i], variances[i], low, high) + noiseOfWhole(i);
        means[i] = ends.mean(i, means[i], low, high);
      }
    }
    Standardiser scaled =
        new Standardiser(coordinates, means, scale(variances), held, Optional.empty(), ends);
    return scaled.dimension() - scaled.held() > MOST_TURNED
        ? scaled
        : scaled.along(PrincipalAxes.fittedTo(scaled.free(scaled.standardise(kept.rows(), noise))));
  }

  private double noiseOfWhole(int coordinate) {
    return coordinates.isInteger(coordinate) ? Standardiser.NOISE * Standardiser.NOISE / 3 : 0;
  }

  /**
   * Of numbers that are learnt; of whole ones where they lie so close that rounding alone makes no
   * end exact.
   */
  private Saturation ends(double[] scale) {
    return extremes.saturation(
        i -> {
          double width = WIDTH * scale[i];
          boolean isContinuous = coordinates.isContinuous(i);
          boolean isDense = coordinates.isInteger(i) && width >= 1;
          return !isHeld(i) && (isContinuous || isDense) ? width : 0;
        });
  }

  private boolean isHeld(int coordinate) {
    return held.contains(coordinates.columns()[coordinate]);
  }

  private double[] scale(double[] variances) {
    double[] byColumn = byColumn(variances);
    return choice == ScaleChoice.COMMON ? common(variances, byColumn) : byColumn;
  }

  private double[] common(double[] variances, double[] byColumn) {
    IntPredicate isShared = i -> variances[i] > 0 && !isHeld(i);
    double mean =
        IntStream.range(0, variances.length)
            .filter(isShared)
            .mapToDouble(i -> variances[i])
            .average()
            .orElse(0);
    return IntStream.range(0, variances.length)
        .mapToDouble(i -> isShared.test(i) ? Math.sqrt(mean) : byColumn[i])
        .toArray();
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
