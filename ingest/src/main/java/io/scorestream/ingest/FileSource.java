package io.scorestream.ingest;

import io.scorestream.events.ImageShape;
import io.scorestream.events.SourceColumn;
import io.scorestream.ingest.bytes.FileFaults;
import io.scorestream.ingest.bytes.FileVersion;
import io.scorestream.ingest.choice.TableChoice;
import io.scorestream.ingest.profile.ColumnEncoding;
import io.scorestream.ingest.profile.ColumnSummary;
import io.scorestream.ingest.profile.TableProfile;
import io.scorestream.ingest.table.Cells;
import io.scorestream.ingest.table.Cursor;
import io.scorestream.ingest.table.Table;
import io.scorestream.rows.Rows;
import io.scorestream.service.ScorestreamException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The rows of a file, or the images of a folder. Sequence numbers count its samples from 0. It is
 * streamed and never held in memory; reading goes forward at the cost of what is read, and back at
 * the cost of starting anew.
 *
 * <p>Opening it reads all of it once, so that what is wrong anywhere is known before the first
 * sample is given out. Every method that reads throws {@link ScorestreamException} naming file and
 * place where the file is not what it should be, or no longer what it was when it was opened.
 */
public final class FileSource implements SampleSource {

  private final FileVersion version;
  private final Table table;
  private final TableProfile profile;
  private final List<SourceColumn> columns;
  private final Cells cells;
  private Cursor rows;
  private long position;

  private FileSource(FileVersion version, Table table, TableProfile profile) {
    this.version = version;
    this.table = table;
    this.profile = profile;
    this.columns = profile.encodings().stream().map(ColumnEncoding::column).toList();
    this.cells = new Cells(columns.size());
    this.rows = table.open();
  }

  /** Opens a file or folder. */
  public static FileSource open(Path file, TableChoice choice) {
    FileFaults.requireFile(file);
    FileVersion version = FileVersion.of(file);
    Table table = Table.of(file, choice);
    TableProfile profile = TableProfile.of("data file " + file, table, choice);
    version.requireUnchanged();
    return new FileSource(version, table, profile);
  }

  @Override
  public List<SourceColumn> columns() {
    return columns;
  }

  @Override
  public Optional<ImageShape> image() {
    return profile.image();
  }

  @Override
  public Optional<String> law() {
    return Optional.empty();
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.of(count());
  }

  /** How many samples there are. */
  public long count() {
    return profile.rows();
  }

  @Override
  public List<String> notices() {
    return profile.notices();
  }

  @Override
  public List<ColumnSummary> summaries() {
    return profile.summaries();
  }

  /** Whether any column has more than one value, so that there is something to learn. */
  public boolean varies() {
    return profile.varies();
  }

  /**
   * The first samples, {@code [n, d]}, with n less than {@code count} where the file ends before.
   */
  public Rows head(int count) {
    return read(0, count);
  }

  @Override
  public Rows read(long firstSequence, int count) {
    int most = (int) Math.max(0, Math.min(count, count() - firstSequence));
    Rows samples = Rows.zeros(most, dimension());
    if (most == 0) {
      return samples;
    }
    if (firstSequence < position) {
      rows.close();
      rows = table.open();
      position = 0;
    }
    while (position < firstSequence) {
      next();
    }
    for (int row = 0; row < most; row++) {
      next();
      encode(samples.numbers(), row * dimension());
    }
    version.requireUnchanged();
    return samples;
  }

  private void next() {
    do {
      if (!rows.next(cells)) {
        throw changed("it ends after sample %s of %s".formatted(position, count()));
      }
    } while (!profile.filter().keeps(cells));
    position++;
  }

  private void encode(float[] into, int at) {
    for (int i = 0; i < columns.size(); i++) {
      into[at + i] = profile.encodings().get(i).encode(cells, i);
      if (!Float.isFinite(into[at + i])) {
        throw changed(
            "%s, %s has '%s', which was not there"
                .formatted(table.place(cells.row()), table.column(i), cells.text(i)));
      }
    }
  }

  private ScorestreamException changed(String how) {
    version.requireUnchanged();
    return FileFaults.changed(version.path(), how);
  }

  /** The rows that were read go on being read by the one that is returned, and not by this. */
  @Override
  public FileSource describedAs(List<SourceColumn> before) {
    rows.close();
    return new FileSource(version, table, profile.describedAs(before));
  }

  @Override
  public String toString() {
    return "file " + version.path();
  }

  @Override
  public void close() {
    rows.close();
  }
}
