package io.scorestream.ingest.bytes;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A text that is written on while it is read, in pieces of whole rows: what is behind the last
 * row's end waits until it is ended. Nothing is read twice but such an unended row, and the last
 * bytes before it, which tell whether what was read is still there. Owned by one thread.
 */
public final class GrowingText implements Closeable {

  /** Bytes of a piece; more where one row is longer. */
  private static final int PIECE = 1 << 20;

  private static final int LONGEST_ROW = 1 << 26;
  private static final int COMPARED = 1 << 12;

  /** Tells where rows end. */
  @FunctionalInterface
  public interface RowEnds {

    /** Any line feed ends a row. */
    RowEnds LINE_FEEDS =
        (bytes, length) -> {
          int end = length;
          while (end > 0 && bytes[end - 1] != '\n') {
            end--;
          }
          return end;
        };

    /**
     * The index behind the line feed that ends the last whole row; 0 where there is none.
     *
     * @param bytes UTF-8 from the start of a row
     * @param length how many of them count
     */
    int last(byte[] bytes, int length);

    /**
     * Where a quote begins that is not closed; the length where there is none.
     *
     * @param bytes UTF-8 from the start of a row
     * @param length how many of them count
     */
    default int openQuote(byte[] bytes, int length) {
      return length;
    }
  }

  private final Path path;
  private final RowEnds ends;
  private final SeekableByteChannel channel;
  private FileVersion version;
  private boolean drained;
  private byte[] piece = new byte[PIECE];
  private byte[] before = {};
  private long end;
  private long lines;
  private long pieceLines;

  /** Where in the piece what is behind the last whole row begins and ends. */
  private int rest;

  private int restEnd;

  /**
   * Opens a text at its beginning.
   *
   * @throws io.scorestream.service.ScorestreamException when it is not in UTF-8
   */
  public GrowingText(DataFile file, RowEnds ends) throws IOException {
    this.path = file.path();
    this.ends = ends;
    this.end = TextDecoding.utf8Start(file);
    this.version = FileVersion.of(path);
    this.channel = Files.newByteChannel(path);
  }

  /** The lines that a text begins with, as far as they are ended. */
  public static Reader firstLines(DataFile file) throws IOException {
    try (GrowingText text = new GrowingText(file, RowEnds.LINE_FEEDS)) {
      BufferedReader first = text.next();
      return first == null ? Reader.nullReader() : first;
    }
  }

  /**
   * The whole rows that have come since, or {@code null} where none has. To be read before the next
   * are asked for.
   *
   * @throws io.scorestream.service.ScorestreamException when what was read is no longer there
   */
  public @Nullable BufferedReader next() throws IOException {
    FileVersion now = FileVersion.of(path);
    if (drained && now.equals(version)) {
      return null;
    }
    requireKept(now);
    version = now;
    int length = read(end, piece);
    int whole = ends.last(piece, length);
    while (whole == 0 && length == piece.length) {
      lengthen();
      length = read(end, piece);
      whole = ends.last(piece, length);
    }
    drained = length < piece.length;
    rest = whole;
    restEnd = length;
    if (whole == 0) {
      return null;
    }
    before = Arrays.copyOfRange(piece, Math.max(0, whole - COMPARED), whole);
    end += whole;
    lines += pieceLines;
    pieceLines = lineFeeds(0, whole);
    return TextDecoding.utf8(new ByteArrayInputStream(piece, 0, whole));
  }

  /** How many lines there are before the rows that were given last. */
  public long lines() {
    return lines;
  }

  /**
   * Why what is behind the last whole row waits, where that is a quote which was not closed: all
   * that comes behind it would wait for ever. Empty otherwise.
   */
  public Optional<String> openQuote() {
    byte[] unended = Arrays.copyOfRange(piece, rest, restEnd);
    int quote = ends.openQuote(unended, unended.length);
    return quote == unended.length
        ? Optional.empty()
        : Optional.of(
            "data file %s, line %s: a quote begins there that is not closed, and %s bytes wait from"
                    .formatted(
                        path,
                        1 + lines + pieceLines + lineFeeds(rest, rest + quote),
                        unended.length - quote)
                + " there on; close it, and what waits is read");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void requireKept(FileVersion now) throws IOException {
    long line = lines + pieceLines;
    if (!Objects.equals(now.key(), version.key())) {
      throw FileFaults.rewritten(path, "behind line " + line + " another file is in its place");
    }
    if (now.bytes() < end) {
      throw FileFaults.rewritten(
          path,
          "line %s, which was read, ended at byte %s of now %s".formatted(line, end, now.bytes()));
    }
    byte[] kept = new byte[before.length];
    if (read(end - before.length, kept) < kept.length || !Arrays.equals(kept, before)) {
      throw FileFaults.rewritten(path, "line " + line + ", which was read, is not what it was");
    }
  }

  private void lengthen() {
    if (piece.length >= LONGEST_ROW) {
      throw FileFaults.bad(
          "data file %s, after line %s: a row does not end within %s bytes"
              .formatted(path, lines + pieceLines, LONGEST_ROW),
          "give rows of fewer or shorter cells; a quote that is not closed makes one of many",
          null);
    }
    piece = new byte[2 * piece.length];
  }

  private int read(long from, byte[] into) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(into);
    channel.position(from);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
    return bytes.position();
  }

  private long lineFeeds(int from, int to) {
    long feeds = 0;
    for (int i = from; i < to; i++) {
      feeds += piece[i] == '\n' ? 1 : 0;
    }
    return feeds;
  }
}
