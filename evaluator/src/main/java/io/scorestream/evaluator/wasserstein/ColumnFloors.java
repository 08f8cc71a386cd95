package io.scorestream.evaluator.wasserstein;

import io.scorestream.transport.NoiseFloor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What distances columns have between sets of real samples. Immutable.
 *
 * @param columns a floor each
 * @param worst floor of the largest ratio that any column has to its floor: of many columns one is
 *     always the worst
 */
record ColumnFloors(List<NoiseFloor> columns, NoiseFloor worst) {

  /**
   * Floors of pairs of sets.
   *
   * @param distances of each pair, {@code [pairs][d]}, at least two pairs
   * @param resolution of each column: its floor is at least this
   * @param n points of each set
   */
  static ColumnFloors of(List<double[]> distances, double[] resolution, int n) {
    List<NoiseFloor> columns =
        IntStream.range(0, resolution.length)
            .mapToObj(
                j ->
                    atLeast(
                        resolution[j],
                        NoiseFloor.of(
                            distances.stream().mapToDouble(pair -> pair[j]).toArray(), n)))
            .toList();
    double[] worst =
        distances.stream()
            .mapToDouble(
                pair ->
                    IntStream.range(0, pair.length)
                        .mapToDouble(j -> ratio(columns.get(j), pair[j]))
                        .max()
                        .orElseThrow())
            .toArray();
    return new ColumnFloors(columns, NoiseFloor.of(worst, n));
  }

  /** In units of a floor; 0 of a column that is the same everywhere. */
  static double ratio(NoiseFloor floor, double distance) {
    return distance == 0 ? 0 : floor.ratio(distance);
  }

  private static NoiseFloor atLeast(double resolution, NoiseFloor floor) {
    return floor.mean() >= resolution
        ? floor
        : new NoiseFloor(
            resolution, floor.low(), Math.max(resolution, floor.high()), floor.pairs(), floor.n());
  }
}
