package io.scorestream.ingest.table;

import io.scorestream.events.ImageShape;
import io.scorestream.ingest.bytes.DataFile;
import io.scorestream.ingest.bytes.FileFaults;
import io.scorestream.ingest.choice.TableChoice;
import io.scorestream.service.ScorestreamException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows of an array of numbers: NumPy's {@code .npy} or IDX. Arrays of three sizes are images of
 * one channel, those of four images of several. Rows are counted from 1.
 */
final class ArrayTable implements Table {

  private static final int MOST_CHANNELS = 4;

  private final DataFile file;
  private final ArrayFormat format;
  private final Optional<ImageShape> image;
  private final List<Integer> chosen;
  private final int[] places;
  private final List<String> notices;

  private ArrayTable(
      DataFile file,
      ArrayFormat format,
      Optional<ImageShape> image,
      List<Integer> chosen,
      int[] places,
      List<String> notices) {
    this.file = file;
    this.format = format;
    this.image = image;
    this.chosen = chosen;
    this.places = places;
    this.notices = notices;
  }

  /**
   * @throws ScorestreamException when the file ends before the array does
   */
  static ArrayTable of(DataFile file, ArrayFormat format, TableChoice choice) {
    List<String> notices = new ArrayList<>();
    requireWhole(file, format, notices);
    List<String> all = ColumnNames.numbered(format.rowNumbers()).names();
    List<Integer> chosen = Columns.parse(choice.columns()).indices(file.path(), "", all);
    boolean transposed = channelsFirst(format);
    if (transposed) {
      notices.add(
          "the array's shape %s is taken for channels, height and width"
              .formatted(format.shapeText()));
    }
    int[] places = format.places(transposed);
    return new ArrayTable(
        file,
        format,
        chosen.size() == all.size() ? shape(format, transposed) : Optional.empty(),
        chosen,
        chosen.stream().mapToInt(column -> places[column]).toArray(),
        List.copyOf(notices));
  }

  private static void requireWhole(DataFile file, ArrayFormat format, List<String> notices) {
    if (file.compressed()) {
      if (format.columnMajor() && format.shape().size() > 1) {
        throw FileFaults.bad(
            "data file %s is compressed, and its array is in Fortran's order, in which a row's"
                    .formatted(file.path())
                + " numbers lie far apart",
            "unpack the file, or save np.ascontiguousarray(a)",
            null);
      }
      return;
    }
    long bytes;
    try {
      bytes = Files.size(file.path());
    } catch (IOException e) {
      throw FileFaults.unreadable(file.path(), "in its header", e);
    }
    if (bytes < format.bytes()) {
      throw cutOff(file, format, bytes);
    }
    if (bytes > format.bytes()) {
      notices.add("%s bytes behind the array are left out".formatted(bytes - format.bytes()));
    }
  }

  static ScorestreamException cutOff(DataFile file, ArrayFormat format, long bytes) {
    long numbers = format.rowNumbers();
    return FileFaults.bad(
        "data file %s ends after byte %s, in row %s, but its header promises %s rows of %s numbers, %s bytes"
            .formatted(
                file.path(),
                bytes,
                1 + Math.max(0, bytes - format.start()) / (numbers * format.type().bytes()),
                format.rows(),
                numbers,
                format.bytes()),
        "fetch or write the file again",
        null);
  }

  private static boolean channelsFirst(ArrayFormat format) {
    List<Long> shape = format.shape();
    return shape.size() == 4 && shape.get(3) > MOST_CHANNELS && shape.get(1) <= MOST_CHANNELS;
  }

  private static Optional<ImageShape> shape(ArrayFormat format, boolean transposed) {
    List<Integer> sizes = format.shape().stream().skip(1).map(Long::intValue).toList();
    if (sizes.size() == 2) {
      return Optional.of(new ImageShape(sizes.get(0), sizes.get(1), 1, 0));
    }
    if (sizes.size() == 3 && transposed) {
      return Optional.of(new ImageShape(sizes.get(1), sizes.get(2), sizes.get(0), 0));
    }
    return sizes.size() == 3 && sizes.get(2) <= MOST_CHANNELS
        ? Optional.of(new ImageShape(sizes.get(0), sizes.get(1), sizes.get(2), 0))
        : Optional.empty();
  }

  @Override
  public List<String> columns() {
    return chosen.stream().map(column -> String.valueOf(column + 1)).toList();
  }

  @Override
  public Optional<ImageShape> image() {
    return image;
  }

  @Override
  public List<String> notices() {
    return notices;
  }

  @Override
  public String place(long number) {
    return "row " + number;
  }

  @Override
  public String column(int index) {
    return "column " + (chosen.get(index) + 1);
  }

  @Override
  public Cursor open() {
    boolean columns = format.columnMajor() && format.shape().size() > 1;
    return columns
        ? new ColumnMajorCursor(file, format, places)
        : new RowMajorCursor(file, format, places);
  }
}
