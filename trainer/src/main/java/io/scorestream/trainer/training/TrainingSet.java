package io.scorestream.trainer.training;

import io.scorestream.events.SampleOffset;
import io.scorestream.run.HoldOut;
import io.scorestream.trainer.cache.SampleLog;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Exactly the first m samples of a log that are not held out.
 *
 * @param rows their rows in the log, in order; not copied
 * @param place where the m-th is in the samples topic
 * @param heldOut held-out samples before that place
 * @param heldOutRows the rows of the newest of these, {@value #HELD_OUT_ROWS} at most; not copied
 */
@SuppressWarnings("ArrayRecordComponent")
public record TrainingSet(int[] rows, List<SampleOffset> place, long heldOut, int[] heldOutRows) {

  /** Held-out samples that a loss is taken on. */
  static final int HELD_OUT_ROWS = 1024;

  /**
   * The first m of a log.
   *
   * @throws IllegalArgumentException when it has fewer
   */
  public static TrainingSet first(int m, SampleLog log, HoldOut holdOut) {
    KeptSamples samples = new KeptSamples(log, holdOut);
    int[] rows = new int[m];
    Deque<Integer> newest = new ArrayDeque<>();
    if (!samples.reach(m, row -> rows[(int) samples.count()] = row, row -> keep(newest, row))) {
      throw new IllegalArgumentException(
          "the log has " + samples.count() + " samples to train on, fewer than " + m);
    }
    int[] heldOut = newest.stream().mapToInt(row -> row).toArray();
    return new TrainingSet(rows, List.of(samples.place()), samples.heldOut(), heldOut);
  }

  private static void keep(Deque<Integer> newest, int row) {
    if (newest.size() == HELD_OUT_ROWS) {
      newest.removeFirst();
    }
    newest.addLast(row);
  }

  /** Distinct samples, m. */
  public int size() {
    return rows.length;
  }
}
