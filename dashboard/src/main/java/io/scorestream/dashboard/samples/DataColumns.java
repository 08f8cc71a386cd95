package io.scorestream.dashboard.samples;

import io.scorestream.events.ColumnKind;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SourceColumn;
import io.scorestream.rows.Rows;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the numbers of a run's samples stand for, in the units of the data.
 *
 * @param columns one for each number; none where numbers stand for themselves
 */
public record DataColumns(List<SourceColumn> columns) {

  /** Keeps its own copy. */
  public DataColumns {
    columns = List.copyOf(columns);
  }

  /** Those of a run. */
  public static DataColumns of(RunSpec run) {
    return new DataColumns(run.getColumns());
  }

  /** Samples as they are shown. */
  public List<double[]> numbers(Rows samples) {
    return IntStream.range(0, samples.count())
        .mapToObj(
            row ->
                IntStream.range(0, samples.dimension())
                    .mapToDouble(column -> value(column, samples.at(row, column)))
                    .toArray())
        .toList();
  }

  /** What a column of samples holds. */
  public ColumnProfile profile(Rows samples, int column) {
    SourceColumn described = described(column);
    if (described != null && described.getKind() == ColumnKind.CATEGORICAL) {
      float[] numbers = new float[samples.count()];
      for (int row = 0; row < numbers.length; row++) {
        numbers[row] = samples.at(row, column);
      }
      return ColumnProfile.ofCategories(numbers, described.getCategories().size());
    }
    return ColumnProfile.of(
        IntStream.range(0, samples.count())
            .mapToDouble(row -> value(column, samples.at(row, column)))
            .toArray(),
        described != null && described.getKind() != ColumnKind.CONTINUOUS);
  }

  private double value(int column, float number) {
    SourceColumn described = described(column);
    return described == null ? number : described.getOffset() + described.getUnit() * number;
  }

  private @Nullable SourceColumn described(int column) {
    return columns.isEmpty() ? null : columns.get(column);
  }
}
