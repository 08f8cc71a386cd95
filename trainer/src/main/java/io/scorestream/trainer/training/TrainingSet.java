package io.scorestream.trainer.training;

import io.scorestream.events.SampleOffset;
import io.scorestream.run.HoldOut;
import io.scorestream.trainer.cache.SampleLog;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;

/**
 * Exactly the first m samples of a log that are not held out, or those of them that are trained on.
 *
 * @param milestone m
 * @param rows their rows in the log, in order; not copied
 * @param place where the m-th is in the samples topic
 * @param heldOut held-out samples before that place
 * @param heldOutRows the rows of the newest of these, {@value #HELD_OUT_ROWS} at most; not copied
 */
@SuppressWarnings("ArrayRecordComponent")
public record TrainingSet(
    long milestone, int[] rows, List<SampleOffset> place, long heldOut, int[] heldOutRows) {

  /** Held-out samples that a loss is taken on. */
  static final int HELD_OUT_ROWS = 1024;

  /**
   * The first m of a log.
   *
   * @throws IllegalArgumentException when it has fewer
   */
  public static TrainingSet first(int m, SampleLog log, HoldOut holdOut) {
    return first(m, log, holdOut, sequence -> true);
  }

  /**
   * Those of the first m that are trained on.
   *
   * @param trained whether a sample that is not held out is, by its sequence number
   * @throws IllegalArgumentException when the log has fewer than m
   */
  public static TrainingSet first(int m, SampleLog log, HoldOut holdOut, LongPredicate trained) {
    KeptSamples samples = new KeptSamples(log, holdOut);
    IntStream.Builder rows = IntStream.builder();
    Deque<Integer> newest = new ArrayDeque<>();
    IntConsumer take =
        row -> {
          if (trained.test(samples.sequence())) {
            rows.add(row);
          }
        };
    if (!samples.reach(m, take, row -> keep(newest, row))) {
      throw new IllegalArgumentException(
          "the log has " + samples.count() + " samples to train on, fewer than " + m);
    }
    int[] heldOut = newest.stream().mapToInt(row -> row).toArray();
    return new TrainingSet(
        m, rows.build().toArray(), List.of(samples.place()), samples.heldOut(), heldOut);
  }

  private static void keep(Deque<Integer> newest, int row) {
    if (newest.size() == HELD_OUT_ROWS) {
      newest.removeFirst();
    }
    newest.addLast(row);
  }

  /** Distinct samples; m where all are trained on. */
  public int size() {
    return rows.length;
  }
}
