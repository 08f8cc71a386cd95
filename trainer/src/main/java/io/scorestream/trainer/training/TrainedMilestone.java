package io.scorestream.trainer.training;

import java.util.Optional;

/**
 * What a milestone's training came to.
 *
 * @param milestone m
 * @param steps gradient steps
 * @param batchSize samples a step
 * @param losses of the last steps, where the learning rate is small
 * @param nanos wall-clock time of all of it
 * @param dataNanos the part of that time in which batches were put together
 * @param onset when samples began to be learnt by heart, where that was looked for and seen
 */
public record TrainedMilestone(
    long milestone,
    int steps,
    int batchSize,
    LossWindow losses,
    long nanos,
    long dataNanos,
    Optional<MemorisationOnset> onset) {

  /** Wall-clock time in seconds. */
  public double seconds() {
    return nanos / 1e9;
  }

  /** The part of it in which batches were put together. */
  public double dataSeconds() {
    return dataNanos / 1e9;
  }
}
