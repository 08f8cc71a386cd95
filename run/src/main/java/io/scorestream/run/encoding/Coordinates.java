package io.scorestream.run.encoding;

import io.scorestream.events.ColumnKind;
import io.scorestream.events.SourceColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which coordinates a sample's columns have: one for a number, one for each category of a column
 * with categories, in the order of the columns. Immutable.
 *
 * @param kinds of the columns, {@code [d]}
 * @param columns of each coordinate, {@code [e]}
 * @param categories that each coordinate stands for, or {@value #NUMBER}
 */
@SuppressWarnings("ArrayRecordComponent")
record Coordinates(ColumnKind[] kinds, int[] columns, int[] categories) {

  /** In place of a category: the coordinate is its column's number. */
  static final int NUMBER = -1;

  /** Of columns that are numbers on a continuous scale. */
  static Coordinates continuous(int dimension) {
    ColumnKind[] kinds = new ColumnKind[dimension];
    Arrays.fill(kinds, ColumnKind.CONTINUOUS);
    int[] categories = new int[dimension];
    Arrays.fill(categories, NUMBER);
    return new Coordinates(kinds, IntStream.range(0, dimension).toArray(), categories);
  }

  /** Of columns as a source describes them. */
  static Coordinates of(List<SourceColumn> described) {
    List<Integer> columns = new ArrayList<>();
    List<Integer> categories = new ArrayList<>();
    for (int column = 0; column < described.size(); column++) {
      boolean numeric = described.get(column).getKind() != ColumnKind.CATEGORICAL;
      int end = numeric ? 0 : described.get(column).getCategories().size();
      for (int category = numeric ? NUMBER : 0; category < end; category++) {
        columns.add(column);
        categories.add(category);
      }
    }
    return new Coordinates(
        described.stream().map(SourceColumn::getKind).toArray(ColumnKind[]::new),
        columns.stream().mapToInt(Integer::intValue).toArray(),
        categories.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Columns, d. */
  int dimension() {
    return kinds.length;
  }

  /** Coordinates, e. */
  int count() {
    return columns.length;
  }

  /** Whether a coordinate lies on whole numbers. */
  boolean isInteger(int coordinate) {
    return kinds[columns[coordinate]] == ColumnKind.INTEGER;
  }

  /** Whether a coordinate may have any number. */
  boolean isContinuous(int coordinate) {
    return kinds[columns[coordinate]] == ColumnKind.CONTINUOUS;
  }

  /** A coordinate of a sample, given the number in its column. */
  double value(int coordinate, float number) {
    int category = categories[coordinate];
    return category == NUMBER ? number : number == category ? 1 : 0;
  }
}
