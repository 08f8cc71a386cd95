package io.scorestream.trainer.training;

import io.scorestream.diffusion.process.Seeds;
import java.util.random.RandomGenerator;

/**
 * Batches out of passes over m rows: each pass has every row once, in an order of its own that is a
 * function of seed, m and the number of the pass. A batch may span the end of one pass and the
 * start of the next, so that all batches have one size. For one thread.
 */
public final class ShuffledPasses {

  private static final long PURPOSE = 0x62617463686573L;

  private final int[] order;
  private final long seed;
  private long pass;
  private int next;

  /**
   * @param rows at least one; shuffled in place from now on
   * @param seed of the run
   */
  public ShuffledPasses(int[] rows, long seed) {
    this.order = rows;
    this.seed = seed;
    this.next = rows.length;
  }

  /** Fills a batch with the rows that come next. */
  public void next(int[] batch) {
    for (int filled = 0; filled < batch.length; ) {
      if (next == order.length) {
        shuffle();
      }
      int taken = Math.min(batch.length - filled, order.length - next);
      System.arraycopy(order, next, batch, filled, taken);
      filled += taken;
      next += taken;
    }
  }

  /** Fisher and Yates's shuffle, as in Knuth, <i>TAOCP</i> 2, algorithm 3.4.2 P. */
  private void shuffle() {
    RandomGenerator rng = Seeds.generator(seed, PURPOSE, order.length, pass++);
    for (int last = order.length - 1; last > 0; last--) {
      int other = below(last + 1, rng);
      int row = order[last];
      order[last] = order[other];
      order[other] = row;
    }
    next = 0;
  }

  /**
   * A number in [0, bound), by multiplication (Lemire, 2019) with a bias below 2^-32: the same on
   * every Java, which the library does not promise of its own bounded draws.
   */
  private static int below(int bound, RandomGenerator rng) {
    return (int) Math.multiplyHigh(rng.nextLong() >>> 1, 2L * bound);
  }
}
