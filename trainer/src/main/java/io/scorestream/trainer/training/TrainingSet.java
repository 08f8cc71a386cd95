package io.scorestream.trainer.training;

import io.scorestream.events.SampleOffset;
import io.scorestream.run.HoldOut;
import io.scorestream.trainer.cache.SampleLog;
import java.util.List;

/**
 * Exactly the first m samples of a log that are not held out.
 *
 * @param rows their rows in the log, in order; not copied
 * @param place where the m-th is in the samples topic
 * @param heldOut held-out samples before that place
 */
@SuppressWarnings("ArrayRecordComponent")
public record TrainingSet(int[] rows, List<SampleOffset> place, long heldOut) {

  /**
   * The first m of a log.
   *
   * @throws IllegalArgumentException when it has fewer
   */
  public static TrainingSet first(int m, SampleLog log, HoldOut holdOut) {
    KeptSamples samples = new KeptSamples(log, holdOut);
    int[] rows = new int[m];
    if (!samples.reach(m, row -> rows[(int) samples.count()] = row)) {
      throw new IllegalArgumentException(
          "the log has " + samples.count() + " samples to train on, fewer than " + m);
    }
    return new TrainingSet(rows, List.of(samples.place()), samples.heldOut());
  }

  /** Distinct samples, m. */
  public int size() {
    return rows.length;
  }
}
