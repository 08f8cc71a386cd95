package io.scorestream.run;

import io.scorestream.events.ColumnKind;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SourceColumn;
import java.util.List;
import java.util.stream.IntStream;

/** What the numbers of a sample are called, in metrics, files and pages alike. Pure functions. */
public final class ColumnNames {

  private ColumnNames() {}

  /**
   * The name of one: of its source, or x1, x2, … where that has none.
   *
   * @param column from 0
   */
  public static String of(RunSpec run, int column) {
    List<SourceColumn> columns = run.getColumns();
    return columns.isEmpty() ? unnamed(column) : columns.get(column).getName();
  }

  /** Columns as a source describes them, or continuous ones where it does not. */
  static List<SourceColumn> described(RunSpec run) {
    return run.getColumns().isEmpty() ? continuous(run.getDimension()) : run.getColumns();
  }

  /** Continuous columns of a source that describes none. */
  public static List<SourceColumn> continuous(int dimension) {
    return IntStream.range(0, dimension)
        .mapToObj(
            j ->
                SourceColumn.newBuilder()
                    .setName(unnamed(j))
                    .setKind(ColumnKind.CONTINUOUS)
                    .build())
        .toList();
  }

  private static String unnamed(int column) {
    return "x" + (column + 1);
  }

  /** All of them, in their order. */
  public static List<String> of(RunSpec run) {
    return IntStream.range(0, run.getDimension()).mapToObj(j -> of(run, j)).toList();
  }
}
