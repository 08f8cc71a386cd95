package io.scorestream.evaluator.wasserstein;

import io.scorestream.evaluator.measure.GenerationSet;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.evaluator.measure.RecentlyUsed;
import io.scorestream.evaluator.wasserstein.Budget.Effort;
import io.scorestream.events.ColumnKind;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.events.SourceColumn;
import io.scorestream.rows.Rows;
import io.scorestream.run.ColumnNames;
import io.scorestream.run.Run;
import io.scorestream.topics.MetricName;
import io.scorestream.transport.ColumnDistance;
import io.scorestream.transport.Measured;
import io.scorestream.transport.NoiseFloor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far each column of a milestone's generations is from the data's, in the column's own units: a
 * distance of whole points does not say which column is wrong, nor notice a small one among many.
 *
 * @param run whose generations they are
 * @param generations {@code [n, d]}, as samples travel
 * @param reference that they are compared with, as samples travel
 */
record ColumnDistances(Run run, GenerationSet generations, Reference reference) {

  /** The share of the budget, in (0, 1). */
  static final double SHARE = 0.035;

  private static final int MOST_POINTS = 4_096;

  /** With more columns than this, only the worst are told. */
  private static final int MOST_TOLD = 256;

  private static final int WORST_TOLD = 64;

  /** Of sorting, a number and a doubling of the points; see {@link DistanceKind}. */
  private static final double SECONDS_PER_NUMBER = 6e-9;

  /** What is measured; left out where it does not fit. */
  Measured<Effort> effort(Budget budget) {
    int points = Math.min(MOST_POINTS, Math.min(generations.points().count(), reference.most()));
    return budget.effort(SHARE, points, run.spec().getEvaluation().getFloorPairs(), this::seconds);
  }

  private double seconds(int n) {
    return 2.0 * n * (1 + Math.log(n)) * run.sampleDimension() * SECONDS_PER_NUMBER;
  }

  /**
   * Distance, floor and ratio of each column, and the worst.
   *
   * @param floors that were measured before
   */
  List<Metric> metrics(Effort effort, RecentlyUsed<String, ColumnFloors> floors) {
    int n = effort.n();
    double[] found = measure(generations.points().first(n), reference.points(n));
    ColumnFloors all =
        floors.get(
            reference.key() + "/" + effort,
            () ->
                ColumnFloors.of(
                    reference.pairs(n).measure(effort.pairs(), this::measure), resolution(n), n));
    List<Integer> worstFirst =
        IntStream.range(0, found.length)
            .boxed()
            .sorted(
                Comparator.comparingDouble(
                    j -> -ColumnFloors.ratio(all.columns().get(j), found[j])))
            .toList();
    List<Metric> metrics = new ArrayList<>(worst(worstFirst.get(0), found, all));
    worstFirst.stream()
        .limit(found.length > MOST_TOLD ? WORST_TOLD : found.length)
        .forEach(j -> metrics.addAll(column(name(j), found[j], all.columns().get(j))));
    return metrics;
  }

  private List<Metric> worst(int column, double[] found, ColumnFloors floors) {
    double ratio = ColumnFloors.ratio(floors.columns().get(column), found[column]);
    NoiseFloor floor = floors.worst();
    Metric worst =
        scope(name(column)).number(MetricName.WORST_COLUMN, ratio, floor.n(), Evidence.EMPIRICAL);
    BesideFloor beside = new BesideFloor(MetricScope.of(run, generations.milestone()), floor);
    return List.of(beside.judged(worst), beside.band(MetricName.WORST_COLUMN_FLOOR));
  }

  private List<Metric> column(String name, double distance, NoiseFloor floor) {
    MetricScope scope = scope(name);
    BesideFloor beside = new BesideFloor(scope, floor);
    List<Metric> metrics = new ArrayList<>();
    metrics.add(
        beside.judged(scope.number(MetricName.COLUMN_W1, distance, floor.n(), Evidence.EMPIRICAL)));
    metrics.add(beside.band(MetricName.COLUMN_W1_FLOOR));
    metrics.addAll(beside.ratio(MetricName.COLUMN_W1_RATIO, distance));
    return metrics;
  }

  private double[] measure(Rows x, Rows y) {
    return IntStream.range(0, run.sampleDimension()).mapToDouble(j -> measure(x, y, j)).toArray();
  }

  private double measure(Rows x, Rows y, int column) {
    List<SourceColumn> columns = run.spec().getColumns();
    if (columns.isEmpty()) {
      return ColumnDistance.w1(x, y, column);
    }
    SourceColumn described = columns.get(column);
    return described.getKind() == ColumnKind.CATEGORICAL
        ? ColumnDistance.totalVariation(x, y, column, described.getCategories().size())
        : described.getUnit() * ColumnDistance.w1(x, y, column);
  }

  /**
   * What one of n points makes: a whole number differs by at least 1, and others, where all
   * reference points agree on a value that further samples would not, by their scale.
   */
  private double[] resolution(int n) {
    List<SourceColumn> columns = run.spec().getColumns();
    return IntStream.range(0, run.sampleDimension())
        .mapToDouble(
            j ->
                columns.isEmpty() || columns.get(j).getKind() == ColumnKind.CONTINUOUS
                    ? unit(columns, j) * run.standardiser().scale(j) / n
                    : 1.0 / n)
        .toArray();
  }

  private static double unit(List<SourceColumn> columns, int column) {
    return columns.isEmpty() ? 1 : columns.get(column).getUnit();
  }

  private String name(int column) {
    return ColumnNames.of(run.spec(), column);
  }

  private MetricScope scope(String column) {
    return new MetricScope.OfColumn(run.id(), generations.milestone(), column);
  }
}
