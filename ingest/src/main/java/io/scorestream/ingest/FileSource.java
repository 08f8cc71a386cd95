package io.scorestream.ingest;

import io.scorestream.rows.Rows;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a text file: comma, semicolon, tab or blank separated, gzipped or not, with or
 * without a header. Sequence numbers count its rows from 0. The file is streamed and never held in
 * memory; reading goes forward at the cost of what is read, and back at the cost of starting anew.
 *
 * <p>Every method that reads throws {@link io.scorestream.service.ScorestreamException} naming
 * file, line and column where the file is not what it should be.
 */
public final class FileSource implements SampleSource {

  private static final long UNKNOWN = -1;

  private final TableLayout layout;
  private FileSamples rows;
  private long position;
  private long count = UNKNOWN;

  private FileSource(TableLayout layout) {
    this.layout = layout;
    this.rows = new FileSamples(layout);
  }

  /**
   * Opens a file; its layout is told from its first two rows.
   *
   * @param columns names or 1-based numbers and ranges, such as {@code x,y} or {@code 1,3-5};
   *     {@code null} for all
   */
  public static FileSource open(Path file, @Nullable String columns) {
    return new FileSource(TableLayout.of(file, Columns.parse(columns)));
  }

  /** As the header names them, or by their numbers, from 1, where there is none. */
  @Override
  public List<String> columns() {
    return layout.columns().stream()
        .map(column -> layout.header() ? layout.names().get(column) : String.valueOf(column + 1))
        .toList();
  }

  @Override
  public int dimension() {
    return layout.columns().size();
  }

  @Override
  public Optional<String> law() {
    return Optional.empty();
  }

  /** The number of rows, by {@link #count}. */
  @Override
  public OptionalLong size() {
    return OptionalLong.of(count());
  }

  /** The number of rows, every one of them checked: a pass through the whole file, made once. */
  public long count() {
    if (count == UNKNOWN) {
      float[] sample = new float[dimension()];
      long found = 0;
      try (FileSamples all = new FileSamples(layout)) {
        while (all.next(sample, 0)) {
          found++;
        }
      }
      count = found;
    }
    return count;
  }

  /** The first rows, {@code [n, d]}, with n less than {@code rows} where the file ends before. */
  public Rows head(int rows) {
    try (FileSamples first = new FileSamples(layout)) {
      return read(first, rows);
    }
  }

  @Override
  public Rows read(long firstSequence, int count) {
    if (firstSequence < position) {
      rows.close();
      rows = new FileSamples(layout);
      position = 0;
    }
    while (position < firstSequence && rows.skip()) {
      position++;
    }
    Rows samples = read(rows, count);
    position += samples.count();
    return samples;
  }

  private Rows read(FileSamples from, int count) {
    Rows samples = Rows.zeros(count, dimension());
    int read = 0;
    while (read < count && from.next(samples.numbers(), read * dimension())) {
      read++;
    }
    return read == count ? samples : samples.first(read);
  }

  @Override
  public String toString() {
    return "file " + layout.file();
  }

  @Override
  public void close() {
    rows.close();
  }
}
