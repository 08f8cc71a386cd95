package io.scorestream.run;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.events.GivenValues;
import io.scorestream.rows.Rows;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Conditions that samples are made of: some columns' numbers, each set of them as often as it has
 * rows. Immutable.
 *
 * @param columns by their place, of a sample's
 * @param values at least one set, of one number for each of the columns; none where there is no
 *     condition
 * @param guidance w, at least 0
 */
public record ConditionDraws(List<Integer> columns, List<GivenValues> values, double guidance) {

  /** No condition. */
  static final ConditionDraws NONE = new ConditionDraws(List.of(), List.of(), 0);

  /** Keeps these draws apart from all others of the same seed; the letters of "given". */
  private static final long PURPOSE = 0x676976656EL;

  /** Keeps copies. */
  public ConditionDraws {
    columns = List.copyOf(columns);
    values = List.copyOf(values);
  }

  /**
   * Conditions of samples that are numbered in blocks: a function of the seed and a sample's number
   * alone.
   *
   * @param first number of the first block
   * @param size of a block
   * @param count n
   * @param dimension d
   * @return {@code [n, d]} as samples travel, 0 where no column of the condition is
   */
  public Rows draw(long seed, long first, int size, int count, int dimension) {
    Rows drawn = Rows.zeros(count, dimension);
    if (values.isEmpty()) {
      return drawn;
    }
    long rows = values.stream().mapToLong(GivenValues::getRows).sum();
    for (int row = 0; row < count; ) {
      RandomGenerator rng = Seeds.generator(seed, PURPOSE, first + row / size);
      int end = Math.min(count, row + size);
      for (; row < end; row++) {
        put(chosen(Math.multiplyHigh(rng.nextLong() >>> 1, 2 * rows)), drawn, row);
      }
    }
    return drawn;
  }

  private GivenValues chosen(long place) {
    long before = 0;
    for (GivenValues each : values) {
      before += each.getRows();
      if (place < before) {
        return each;
      }
    }
    return values.get(values.size() - 1);
  }

  private void put(GivenValues chosen, Rows drawn, int row) {
    for (int i = 0; i < columns.size(); i++) {
      drawn.numbers()[row * drawn.dimension() + columns.get(i)] =
          chosen.getNumbers().get(i).floatValue();
    }
  }

  /**
   * Gives samples the very numbers of their conditions, which coordinates hold but for rounding.
   *
   * @param samples {@code [n, d]}, written to
   * @param drawn their conditions, of {@link #draw}
   */
  public void keep(Rows samples, Rows drawn) {
    for (int row = 0; row < samples.count(); row++) {
      for (int column : columns) {
        samples.numbers()[row * samples.dimension() + column] = drawn.at(row, column);
      }
    }
  }
}
