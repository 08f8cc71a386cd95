package io.scorestream.trainer.training;

import io.scorestream.events.SampleOffset;
import java.util.List;

/**
 * Exactly the first m samples of a log that are not held out, or those of them that are trained on.
 *
 * @param milestone m
 * @param rows their rows in the log, in order; not copied
 * @param place where the m-th is in the samples topic
 * @param heldOut held-out samples before that place
 * @param hash SHA-256 of all samples before that place, 64 hexadecimal digits
 * @param heldOutRows the rows of the newest of these, {@value KeptSamples#HELD_OUT_ROWS} at most;
 *     not copied
 */
@SuppressWarnings("ArrayRecordComponent")
public record TrainingSet(
    long milestone,
    int[] rows,
    List<SampleOffset> place,
    long heldOut,
    String hash,
    int[] heldOutRows) {

  /** Distinct samples; m where all are trained on. */
  public int size() {
    return rows.length;
  }
}
