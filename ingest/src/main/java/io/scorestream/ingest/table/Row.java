package io.scorestream.ingest.table;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One row of a text table: a part of a text, from which a cell is cut where it is asked for. Cells
 * have no blanks around them. Immutable.
 */
final class Row {

  private final long line;
  private final char[] text;
  private final int start;
  private final int[] ends;
  private final double[] numbers;

  /**
   * A row where it stands.
   *
   * @param line number of the line on which it starts, the file's first being 1
   * @param text that it is in, which nobody writes to any more
   * @param start index of its first character
   * @param ends index behind each cell's last character, of which the next cell leaves out one
   * @param numbers what is read of it at once
   */
  Row(long line, char[] text, int start, int[] ends, CellNumbers numbers) {
    this.line = line;
    this.text = text;
    this.start = start;
    this.ends = ends;
    this.numbers = numbers.of(this);
  }

  /** A row of these cells. */
  static Row of(long line, List<String> cells, CellNumbers numbers) {
    int[] ends = new int[cells.size()];
    int end = -1;
    for (int i = 0; i < ends.length; i++) {
      end += 1 + cells.get(i).length();
      ends[i] = end;
    }
    return new Row(line, String.join(" ", cells).toCharArray(), 0, ends, numbers);
  }

  long line() {
    return line;
  }

  /** How many cells it has. */
  int width() {
    return ends.length;
  }

  /** The text of one of them. */
  String cell(int index) {
    int from = from(index);
    return new String(text, from, ends[index] - from).strip();
  }

  /** The text of all. */
  List<String> cells() {
    return IntStream.range(0, width()).mapToObj(this::cell).toList();
  }

  /** The number in a cell; NaN where there is none. */
  double number(int index, DecimalCells decimal) {
    int from = from(index);
    int to = ends[index];
    while (from < to && isBlank(text[from])) {
      from++;
    }
    while (from < to && isBlank(text[to - 1])) {
      to--;
    }
    return decimal.parse(text, from, to);
  }

  /** What was read of it at once: the array itself. */
  double[] numbers() {
    return numbers;
  }

  private int from(int index) {
    return index == 0 ? start : ends[index - 1] + 1;
  }

  /** As {@link String#strip} has it. */
  private static boolean isBlank(char c) {
    return (c <= ' ' || c > '~') && Character.isWhitespace(c);
  }
}
