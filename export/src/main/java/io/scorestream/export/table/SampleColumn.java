package io.scorestream.export.table;

import io.scorestream.events.ColumnKind;
import io.scorestream.events.SourceColumn;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What one number of a sample stands for: {@code offset + unit·number}, or a category.
 *
 * @param categories that the numbers 0, 1, … stand for, where the kind is {@code CATEGORICAL}
 */
public record SampleColumn(
    String name, ColumnKind kind, double offset, double unit, List<String> categories) {

  /**
   * Beyond this not every whole number is a {@code double}, and none is a {@code long} for sure.
   */
  private static final double MOST_LONG = 0x1p62;

  /** Keeps its own copy. */
  public SampleColumn {
    categories = List.copyOf(categories);
  }

  /**
   * The columns of samples of d numbers.
   *
   * @param described one for each number; none where all are continuous and have no names
   */
  public static List<SampleColumn> of(List<SourceColumn> described, int d) {
    if (described.isEmpty()) {
      return IntStream.rangeClosed(1, d)
          .mapToObj(j -> new SampleColumn("x" + j, ColumnKind.CONTINUOUS, 0, 1, List.of()))
          .toList();
    }
    return described.stream()
        .map(
            column ->
                new SampleColumn(
                    column.getName(),
                    column.getKind(),
                    column.getOffset(),
                    column.getUnit(),
                    column.getCategories()))
        .toList();
  }

  /** Whether a number stands for itself, and float32 holds it. */
  boolean isItself() {
    return offset == 0 && unit == 1;
  }

  /** Whether its values are whole numbers. */
  boolean isWhole() {
    return kind == ColumnKind.INTEGER || kind == ColumnKind.BINARY;
  }

  /** What a number stands for; the number of a category stays. */
  double value(float number) {
    return kind == ColumnKind.CATEGORICAL ? number : offset + unit * number;
  }

  /**
   * The category of a number.
   *
   * @throws IllegalArgumentException where there is none of that number
   */
  String category(float number) {
    if (!(number >= 0 && number < categories.size()) || number != Math.rint(number)) {
      throw new IllegalArgumentException(
          "column %s has categories 0 to %s, and none of number %s"
              .formatted(name, categories.size() - 1, number));
    }
    return categories.get((int) number);
  }

  /** The same text as JSON has it among numbers: a category by its own number. */
  public String jsonNumber(float number) {
    return kind == ColumnKind.CATEGORICAL ? Integer.toString((int) number) : text(number);
  }

  /** A value as people write it: the same float32 comes of it when it is read again. */
  String text(float number) {
    if (kind == ColumnKind.CATEGORICAL) {
      return category(number);
    }
    double value = value(number);
    if (isWhole() && Double.isFinite(value) && value == Math.rint(value)) {
      return Math.abs(value) < MOST_LONG
          ? Long.toString((long) value)
          : new BigDecimal(value).toPlainString();
    }
    return isItself() ? Float.toString(number) : Double.toString(value);
  }
}
