package io.scorestream.ingest.table;

import io.scorestream.ingest.bytes.DataFile;
import io.scorestream.ingest.bytes.FileFaults;
import io.scorestream.ingest.bytes.GrowingText;
import io.scorestream.ingest.bytes.TextDecoding;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * How a text begins.
 *
 * @param separator what stands between the cells of its first row
 * @param comment what its comment lines begin with
 * @param comments the comment lines before the first row, without what they begin with
 */
record Opening(Separator separator, char comment, List<String> comments) {

  /** Enough to find the first row and what separates its cells. */
  private static final int GLANCE = 1 << 16;

  /** NumPy's mark unless the text begins with another. */
  private static final char HASH = '#';

  private static final char PERCENT = '%';

  static Opening of(DataFile file) {
    try (Reader text = file.growing() ? GrowingText.firstLines(file) : TextDecoding.open(file)) {
      CharBuffer glance = CharBuffer.allocate(GLANCE);
      while (glance.hasRemaining() && text.read(glance) >= 0) {}
      return of(glance.flip().toString().lines().iterator());
    } catch (IOException e) {
      throw FileFaults.unreadable(file.path(), "after line 0", e);
    }
  }

  /**
   * The rows of a text that begins so, which closes with them.
   *
   * @param lines that are before it
   * @param numbers what is read of each row at once
   */
  RowReader rows(BufferedReader text, long lines, CellNumbers numbers) {
    return separator.rows(text, lines, comment, numbers);
  }

  private static Opening of(Iterator<String> lines) {
    List<String> comments = new ArrayList<>();
    char mark = HASH;
    while (lines.hasNext()) {
      String line = lines.next();
      String content = line.strip();
      if (content.isEmpty()) {
        continue;
      }
      char first = content.charAt(0);
      if (comments.isEmpty() ? first != HASH && first != PERCENT : first != mark) {
        return new Opening(Separator.in(withQuotes(line, lines)), mark, List.copyOf(comments));
      }
      mark = first;
      comments.add(content.substring(1).strip());
    }
    return new Opening(Separator.BLANKS, mark, List.copyOf(comments));
  }

  /** The line and those that its quotes go on to. */
  private static String withQuotes(String line, Iterator<String> lines) {
    StringBuilder whole = new StringBuilder(line);
    while (whole.chars().filter(c -> c == '"').count() % 2 != 0 && lines.hasNext()) {
      whole.append('\n').append(lines.next());
    }
    return whole.toString();
  }
}
