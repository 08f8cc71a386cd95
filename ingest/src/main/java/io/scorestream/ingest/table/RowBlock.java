package io.scorestream.ingest.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of a piece of text that has no quotes.
 *
 * @param rows blank lines and comments left out
 * @param comments how many comments there were
 */
record RowBlock(List<Row> rows, long comments) {

  /**
   * Cuts it.
   *
   * @param text whole lines, which nobody writes to any more
   * @param firstLine number of the first of them
   * @param comment what lines that are left out begin with
   * @param numbers what is read of each row
   */
  static RowBlock of(
      char[] text, long firstLine, char separator, char comment, CellNumbers numbers) {
    List<Row> rows = new ArrayList<>();
    long comments = 0;
    long line = firstLine;
    int[] ends = new int[16];
    char greatest = (char) Math.max(separator, '\r');
    for (int at = 0; at < text.length; at = behind(text, at)) {
      int start = at;
      int cells = 0;
      for (; at < text.length; at++) {
        char c = text[at];
        // Most characters are above all that cuts, so that one comparison does for them.
        if (c > greatest) {
          continue;
        }
        if (c == '\n' || c == '\r') {
          break;
        }
        if (c == separator) {
          ends = cells + 1 < ends.length ? ends : Arrays.copyOf(ends, 2 * ends.length);
          ends[cells++] = at;
        }
      }
      ends[cells++] = at;
      if (at > start && text[start] == comment) {
        comments++;
      } else if (at > start) {
        rows.add(new Row(line, text, start, Arrays.copyOf(ends, cells), numbers));
      }
      line++;
    }
    return new RowBlock(rows, comments);
  }

  private static int behind(char[] text, int end) {
    boolean pair = end + 1 < text.length && text[end] == '\r' && text[end + 1] == '\n';
    return end + (pair ? 2 : 1);
  }
}
