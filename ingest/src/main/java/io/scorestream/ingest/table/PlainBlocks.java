package io.scorestream.ingest.table;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A text in blocks of whole lines, as far as it has no quotes and none of its lines is beyond all
 * bounds: there every line end ends a row. Owned by one thread.
 */
final class PlainBlocks {

  /** Characters of a block, unless the text has fewer, or one line more. */
  private static final int BLOCK = 1 << 17;

  private static final int FIRST = 1 << 10;

  private static final int LONGEST_LINE = 1 << 20;

  private final Reader text;
  private char[] block = new char[FIRST];
  private int length;
  private boolean ended;
  private @Nullable IOException failure;
  private boolean plain = true;
  private long lines;

  /**
   * @param text whose closing is the caller's
   * @param lines that are before it
   */
  PlainBlocks(Reader text, long lines) {
    this.text = text;
    this.lines = lines;
  }

  /**
   * The lines of the next block, which nobody else writes to, or {@code null} where there is none
   * more: at the text's end, or where {@link #rest} begins.
   *
   * @throws IOException when the text cannot be read on; all whole lines before that were given
   */
  char @Nullable [] next() throws IOException {
    if (!plain) {
      return null;
    }
    int whole = fill();
    while (!ended && (length < BLOCK || (whole == 0 && length < LONGEST_LINE))) {
      block = Arrays.copyOf(block, 2 * length);
      whole = fill();
    }
    long more = lines(whole);
    plain = whole > 0 && more >= 0;
    if (!plain) {
      requireRead(whole);
      return null;
    }
    char[] given = Arrays.copyOf(block, whole);
    lines += more;
    length -= whole;
    System.arraycopy(block, whole, block, 0, length);
    return given;
  }

  /** How many lines there are before what comes next. */
  long lines() {
    return lines;
  }

  /** What comes after the blocks that were given; empty at the text's end. */
  Reader rest() {
    return new Rest();
  }

  private void requireRead(int whole) throws IOException {
    if (whole == 0 && failure != null) {
      throw failure;
    }
  }

  /** Reads on; returns the index behind the last line end, at the text's end that of all. */
  private int fill() {
    try {
      while (length < block.length && !ended) {
        int read = text.read(block, length, block.length - length);
        ended = read < 0;
        length += Math.max(0, read);
      }
    } catch (IOException e) {
      failure = e;
      ended = true;
    }
    return ended && failure == null ? length : lastLineEnd();
  }

  /** A carriage return at the end may have its line feed in the next block. */
  private int lastLineEnd() {
    int end = length;
    while (end > 0 && block[end - 1] != '\n' && (block[end - 1] != '\r' || end == length)) {
      end--;
    }
    return end;
  }

  /** How many line ends there are before an index; -1 where there is a quote. */
  private long lines(int whole) {
    long found = 0;
    for (int i = 0; i < whole; i++) {
      char c = block[i];
      if (c > '"') {
        continue;
      }
      if (c == '"') {
        return -1;
      }
      if (c == '\n' || (c == '\r' && (i + 1 == whole || block[i + 1] != '\n'))) {
        found++;
      }
    }
    return found;
  }

  private final class Rest extends Reader {

    private int at;

    @Override
    public int read(char[] into, int offset, int most) throws IOException {
      int held = Math.min(most, length - at);
      if (held > 0) {
        System.arraycopy(block, at, into, offset, held);
        at += held;
        return held;
      }
      if (failure != null) {
        throw failure;
      }
      return ended ? -1 : text.read(into, offset, most);
    }

    @Override
    public void close() throws IOException {
      text.close();
    }
  }
}
