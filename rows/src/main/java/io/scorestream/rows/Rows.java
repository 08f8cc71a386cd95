package io.scorestream.rows;

import java.util.Arrays;
import java.util.List;

/**
 * Rows of equally many numbers, {@code [n, d]}: samples, points, scores. They lie one after the
 * other in one array of float32.
 *
 * <p>The array is neither copied on the way in nor hidden on the way out: a loop over all numbers
 * takes it by {@link #numbers} and finds row {@code i} from {@code i·d} on. Who is given rows reads
 * them and writes to none, unless it says so. Equal by content; for one thread while they are
 * written.
 */
public final class Rows {

  private final float[] numbers;
  private final int dimension;
  private final int count;

  private Rows(float[] numbers, int dimension, int count) {
    this.numbers = numbers;
    this.dimension = dimension;
    this.count = count;
  }

  /**
   * The rows of an array, which is theirs from now on.
   *
   * @param numbers {@code [n, d]}, row by row
   * @param dimension {@code d}, at least 1
   * @throws IllegalArgumentException if they are no whole rows
   */
  public static Rows of(float[] numbers, int dimension) {
    requirePositive(dimension);
    if (numbers.length % dimension != 0) {
      throw new IllegalArgumentException(
          "%s numbers do not make whole rows of %s; give a multiple of %s"
              .formatted(numbers.length, dimension, dimension));
    }
    return new Rows(numbers, dimension, numbers.length / dimension);
  }

  /**
   * Rows of zeros, to be written to.
   *
   * @param count {@code n}, at least 0
   * @param dimension {@code d}, at least 1
   * @throws ArithmeticException if an array cannot hold so many numbers
   */
  public static Rows zeros(int count, int dimension) {
    requirePositive(dimension);
    return new Rows(new float[Math.multiplyExact(count, dimension)], dimension, count);
  }

  /**
   * Rows of several parts, those of the first before those of the second, in an array of their own.
   *
   * @param dimension of each part, and where there is none
   * @throws IllegalArgumentException if a part is of another dimension
   */
  public static Rows joined(int dimension, List<Rows> parts) {
    Rows joined = zeros(parts.stream().mapToInt(Rows::count).reduce(0, Math::addExact), dimension);
    int end = 0;
    for (Rows part : parts) {
      part.requireDimension(dimension);
      System.arraycopy(part.numbers, 0, joined.numbers, end, part.numbers.length);
      end += part.numbers.length;
    }
    return joined;
  }

  private static void requirePositive(int dimension) {
    if (dimension < 1) {
      throw new IllegalArgumentException(
          "rows of %s numbers; give them at least one".formatted(dimension));
    }
  }

  /** The number of rows, {@code n}. */
  public int count() {
    return count;
  }

  /** Numbers in a row, {@code d}. */
  public int dimension() {
    return dimension;
  }

  /** All numbers, {@code [n, d]}: the array itself. */
  public float[] numbers() {
    return numbers;
  }

  /** One number, by its row and its place in it. */
  public float at(int row, int place) {
    return numbers[row * dimension + place];
  }

  /** A copy of the first rows. */
  public Rows first(int rows) {
    return range(0, rows);
  }

  /** A copy of the rows from one, inclusive, to another, exclusive. */
  public Rows range(int from, int to) {
    if (from < 0 || to < from || to > count) {
      throw new IndexOutOfBoundsException("rows %s to %s of %s".formatted(from, to, count));
    }
    return new Rows(
        Arrays.copyOfRange(numbers, from * dimension, to * dimension), dimension, to - from);
  }

  /** A copy of some rows, in the order given. */
  public Rows chosen(int[] rows) {
    Rows chosen = zeros(rows.length, dimension);
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(numbers, rows[i] * dimension, chosen.numbers, i * dimension, dimension);
    }
    return chosen;
  }

  /** A copy of all rows. */
  public Rows copy() {
    return new Rows(numbers.clone(), dimension, count);
  }

  /** As many rows of as many numbers, all zero. */
  public Rows zerosAlike() {
    return new Rows(new float[numbers.length], dimension, count);
  }

  /**
   * Refuses another dimension than these rows have.
   *
   * @throws IllegalArgumentException if it is another
   */
  public void requireDimension(int expected) {
    if (dimension != expected) {
      throw new IllegalArgumentException(
          "rows of %s numbers where rows of %s are asked for".formatted(dimension, expected));
    }
  }

  /**
   * Refuses where others are not as many, or of another dimension.
   *
   * @throws IllegalArgumentException if they are not
   */
  public void requireAlike(Rows others) {
    if (others.dimension != dimension || others.count != count) {
      throw new IllegalArgumentException(
          "%s beside %s; give equally many of equal length".formatted(this, others));
    }
  }

  /** Whether there are no infinities and no NaN in these rows. */
  public boolean areFinite() {
    for (float number : numbers) {
      if (!Float.isFinite(number)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Refuses infinities and NaN in these rows.
   *
   * @throws IllegalArgumentException naming the first row with one
   */
  public void requireFinite() {
    for (int i = 0; i < numbers.length; i++) {
      if (!Float.isFinite(numbers[i])) {
        throw new IllegalArgumentException(
            "row %s of a sample holds %s; leave out rows that are not finite"
                .formatted(i / dimension, numbers[i]));
      }
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Rows rows
        && rows.dimension == dimension
        && Arrays.equals(rows.numbers, numbers);
  }

  @Override
  public int hashCode() {
    return 31 * dimension + Arrays.hashCode(numbers);
  }

  @Override
  public String toString() {
    return "%s rows of %s numbers".formatted(count, dimension);
  }
}
