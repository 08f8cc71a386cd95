package io.scorestream.ingest.table;

import org.jspecify.annotations.Nullable;

/** The cells of one row, overwritten by the next one. Each is a number, a word, or missing. */
public final class Cells {

  private final double[] numbers;
  private final @Nullable String[] texts;
  private long row;

  /** Where the text of a number stands, as long as it is of no other row. */
  private @Nullable Row line;

  private CellNumbers places = CellNumbers.NONE;

  /**
   * @param columns d, at least 1
   */
  public Cells(int columns) {
    this.numbers = new double[columns];
    this.texts = new @Nullable String[columns];
  }

  /** The row's number, as {@link Table#place} takes it. */
  public long row() {
    return row;
  }

  /** Its number; NaN where it is a word or missing. */
  public double number(int column) {
    return numbers[column];
  }

  /** Whether there is nothing. */
  public boolean isMissing(int column) {
    return Double.isNaN(numbers[column]) && texts[column] == null;
  }

  /** What stands there, a number as the file writes it; empty where it is missing. */
  public String text(int column) {
    String text = texts[column];
    if (text != null) {
      return text;
    }
    double number = numbers[column];
    if (Double.isNaN(number)) {
      return "";
    }
    if (line != null) {
      return places.text(line, column);
    }
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? String.valueOf((long) number)
        : String.valueOf(number);
  }

  /** All numbers, {@code [d]}: the array itself. */
  public double[] numbers() {
    return numbers;
  }

  void begin(long number) {
    row = number;
    line = null;
  }

  /** Takes a row of a text. */
  void take(Row from, CellNumbers read) {
    row = from.line();
    line = from;
    places = read;
    System.arraycopy(from.numbers(), 0, numbers, 0, numbers.length);
    for (int i = 0; i < texts.length; i++) {
      texts[i] = Double.isNaN(numbers[i]) ? read.word(from, i) : null;
    }
  }

  /** Puts a number there, NaN for nothing. */
  void set(int column, double number) {
    numbers[column] = number;
    texts[column] = null;
  }

  /**
   * Puts there what a text has.
   *
   * @param number NaN where the text is no number
   * @param text {@code null} for nothing
   */
  void set(int column, double number, @Nullable String text) {
    numbers[column] = number;
    texts[column] = text;
  }
}
