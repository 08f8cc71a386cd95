package io.scorestream.ingest;

import io.scorestream.events.ImageShape;
import io.scorestream.events.SourceColumn;
import io.scorestream.ingest.bytes.FileFaults;
import io.scorestream.ingest.bytes.FileVersion;
import io.scorestream.ingest.bytes.Spool;
import io.scorestream.ingest.choice.MissingCells;
import io.scorestream.ingest.choice.Outliers;
import io.scorestream.ingest.choice.TableChoice;
import io.scorestream.ingest.profile.ColumnEncoding;
import io.scorestream.ingest.profile.ColumnSummary;
import io.scorestream.ingest.profile.LaterRows;
import io.scorestream.ingest.profile.TableProfile;
import io.scorestream.ingest.table.Cells;
import io.scorestream.ingest.table.Cursor;
import io.scorestream.ingest.table.Table;
import io.scorestream.rows.Rows;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a file, or the images of a folder. Sequence numbers count its samples from 0. It is
 * streamed and never held in memory; reading goes forward at the cost of what is read, and back at
 * the cost of starting anew.
 *
 * <p>Opening it reads all of it once, so that what is wrong anywhere is known before the first
 * sample is given out. Every method that reads throws {@link ScorestreamException} naming file and
 * place where the file is not what it should be, or no longer what it was when it was opened.
 *
 * <p>One that is followed has no end: it gives what is there, and when it is asked again what has
 * come since. It goes on being what its first rows say, and refuses a row that is something else.
 */
public final class FileSource implements SampleSource {

  private final Path path;
  private final TableChoice choice;
  private final @Nullable FileVersion version;
  private final Table table;
  private final TableProfile profile;
  private final List<SourceColumn> columns;
  private final Cells cells;
  private final LaterRows later;
  private Cursor rows;
  private long position;

  /**
   * @param version that it is to remain, {@code null} where it is followed
   */
  private FileSource(
      Path path,
      TableChoice choice,
      @Nullable FileVersion version,
      Table table,
      TableProfile profile) {
    this.path = path;
    this.choice = choice;
    this.version = version;
    this.table = table;
    this.profile = profile;
    this.columns = profile.encodings().stream().map(ColumnEncoding::column).toList();
    this.cells = new Cells(columns.size());
    this.later = new LaterRows(name(path), table, profile, choice);
    this.rows = table.open();
  }

  /** Opens a file or folder. */
  public static FileSource open(Path file, TableChoice choice) {
    FileFaults.requireFile(file);
    FileVersion version = FileVersion.of(file);
    Table table = Table.of(file, choice);
    TableProfile profile = TableProfile.of(name(file), table, choice);
    version.requireUnchanged();
    return new FileSource(file, choice, version, table, profile);
  }

  /**
   * Opens a file or folder that grows.
   *
   * @throws ScorestreamException also when it is of a kind that cannot grow, or is to be read in a
   *     way that depends on rows to come
   */
  public static FileSource follow(Path file, TableChoice choice) {
    Spool.requireLasting(file);
    requireRowByRow(choice);
    Table table = Table.growing(file, choice);
    return new FileSource(file, choice, null, table, TableProfile.of(name(file), table, choice));
  }

  private static void requireRowByRow(TableChoice choice) {
    if (choice.missing() == MissingCells.MEAN || choice.outliers() == Outliers.DROP) {
      throw new ScorestreamException(
          Reason.USAGE,
          choice.missing() == MissingCells.MEAN
              ? "follow and missing=mean are given, but the mean of what will come is not known"
              : "follow and outliers=drop are given, but what is far out among rows to come is not"
                  + " known",
          choice.missing() == MissingCells.MEAN
              ? "say missing=drop to leave out rows that lack a cell (--missing drop)"
              : "say outliers=keep, or leave it out: a row with a number far out is refused"
                  + " (--outliers keep)");
    }
  }

  private static String name(Path file) {
    return "data file " + file;
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
    return isFollowed() ? OptionalLong.empty() : OptionalLong.of(count());
  }

  /** How many samples there were when it was opened. */
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
    int most = isFollowed() ? count : (int) Math.max(0, Math.min(count, count() - firstSequence));
    Rows samples = Rows.zeros(most, dimension());
    if (most == 0) {
      return samples;
    }
    if (firstSequence < position) {
      rows.close();
      rows = table.open();
      position = 0;
    }
    boolean more = true;
    while (more && position < firstSequence) {
      more = next();
    }
    int read = 0;
    while (more && read < most) {
      more = next();
      if (more) {
        encode(samples.numbers(), read++ * dimension());
      }
    }
    requireUnchanged();
    return read == most ? samples : samples.first(read);
  }

  /** Returns false where there is none yet. */
  private boolean next() {
    do {
      if (!rows.next(cells)) {
        if (isFollowed()) {
          return false;
        }
        throw changed("it ends after sample %s of %s".formatted(position, count()));
      }
    } while (!profile.filter().keeps(cells));
    position++;
    return true;
  }

  private void encode(float[] into, int at) {
    if (isFollowed()) {
      later.requireFits(cells);
    }
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
    requireUnchanged();
    return FileFaults.changed(path, how);
  }

  private void requireUnchanged() {
    if (version != null) {
      version.requireUnchanged();
    }
  }

  private boolean isFollowed() {
    return version == null;
  }

  @Override
  public Optional<String> openQuote() {
    return rows.openQuote();
  }

  /** The rows that were read go on being read by the one that is returned, and not by this. */
  @Override
  public FileSource describedAs(List<SourceColumn> before) {
    rows.close();
    TableProfile described = isFollowed() ? profile.bound(before) : profile.describedAs(before);
    return new FileSource(path, choice, version, table, described);
  }

  @Override
  public String toString() {
    return "file " + path;
  }

  @Override
  public void close() {
    rows.close();
  }
}
