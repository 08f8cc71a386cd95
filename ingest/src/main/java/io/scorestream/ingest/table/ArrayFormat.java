package io.scorestream.ingest.table;

import io.scorestream.ingest.bytes.DataFile;
import io.scorestream.ingest.bytes.FileFaults;
import io.scorestream.service.ScorestreamException;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a file holds an array.
 *
 * @param name of the format
 * @param type of its numbers
 * @param order of their bytes
 * @param columnMajor whether the first index runs fastest (Fortran's order), and not the last
 * @param shape {@code [n, ...]}
 * @param start index of the first number's first byte
 */
record ArrayFormat(
    String name,
    NumberType type,
    ByteOrder order,
    boolean columnMajor,
    List<Long> shape,
    long start) {

  /** A sample with more numbers than this does not go into one record. */
  private static final long MOST_NUMBERS = 1 << 20;

  /** The format, where the file's first bytes are those of one. */
  static Optional<ArrayFormat> of(DataFile file) {
    return NpyHeader.of(file).or(() -> IdxHeader.of(file));
  }

  /** How many samples there are, n. */
  long rows() {
    return shape.get(0);
  }

  /** Numbers in each of them, d. */
  int rowNumbers() {
    return (int) shape.stream().skip(1).reduce(1L, (a, b) -> a * b).longValue();
  }

  /** All bytes of a file that holds it whole. */
  long bytes() {
    return start + rows() * rowNumbers() * type.bytes();
  }

  /** Its shape as NumPy writes it. */
  String shapeText() {
    return shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
  }

  /**
   * The same, where it can be read as samples.
   *
   * @throws ScorestreamException when it has no samples, or of no numbers or too many
   */
  ArrayFormat requireSamples(DataFile file) {
    if (shape.isEmpty() || shape.size() > 4 || shape.contains(0L)) {
      throw FileFaults.bad(
          "data file %s holds an array of the shape %s".formatted(file.path(), shapeText()),
          "give an array of the shape (n), (n, columns), (n, height, width) or (n, height, width,"
              + " channels), with n of 1 or more",
          null);
    }
    BigInteger numbers =
        shape.stream()
            .skip(1)
            .map(BigInteger::valueOf)
            .reduce(BigInteger.ONE, BigInteger::multiply);
    if (numbers.compareTo(BigInteger.valueOf(MOST_NUMBERS)) > 0) {
      throw FileFaults.bad(
          "data file %s holds samples of %s numbers, of the shape %s"
              .formatted(file.path(), numbers, shapeText()),
          "give samples of at most " + MOST_NUMBERS + " numbers",
          null);
    }
    return this;
  }

  /**
   * Where the numbers of a sample stand, for the order in which they are given out.
   *
   * @param transposed whether channels come first in the file, and last in what is given out
   * @return {@code [d]}, each an index among the sample's numbers in the file
   */
  int[] places(boolean transposed) {
    int[] sizes = shape.stream().skip(1).mapToInt(Long::intValue).toArray();
    int[] strides = new int[sizes.length];
    int stride = 1;
    for (int i = 0; i < sizes.length; i++) {
      int axis = columnMajor ? i : sizes.length - 1 - i;
      strides[axis] = stride;
      stride *= sizes[axis];
    }
    if (transposed) {
      sizes = new int[] {sizes[1], sizes[2], sizes[0]};
      strides = new int[] {strides[1], strides[2], strides[0]};
    }
    int[] places = new int[rowNumbers()];
    int[] index = new int[sizes.length];
    for (int i = 0; i < places.length; i++) {
      int place = 0;
      for (int axis = 0; axis < index.length; axis++) {
        place += index[axis] * strides[axis];
      }
      places[i] = place;
      for (int axis = index.length - 1; axis >= 0 && ++index[axis] == sizes[axis]; axis--) {
        index[axis] = 0;
      }
    }
    return places;
  }

  static ScorestreamException wrongHeader(DataFile file, String name, String what) {
    return FileFaults.bad(
        "data file %s begins like %s, but %s".formatted(file.path(), name, what),
        "fetch or write the file again",
        null);
  }

  @Override
  public String toString() {
    return "%s array of %s, %s".formatted(name, shapeText(), Arrays.asList(type, order));
  }
}
