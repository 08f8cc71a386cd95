package io.scorestream.trainer.training;

import io.scorestream.run.network.NetworkWeights;
import java.util.List;
import java.util.Optional;

/**
 * What a milestone's training came to.
 *
 * @param milestone m
 * @param steps gradient steps
 * @param batchSize samples a step
 * @param losses of the last steps, where the learning rate is small
 * @param further the networks of a copy that was trained further on the same samples, in the
 *     shard's order; empty where none was, or it diverged
 * @param furtherNanos wall-clock time that the copy took
 * @param nanos wall-clock time of all of it but the copy
 * @param dataNanos the part of that time in which batches were put together
 * @param onset when samples began to be learnt by heart, where that was looked for and seen
 */
public record TrainedMilestone(
    long milestone,
    int steps,
    int batchSize,
    LossWindow losses,
    List<NetworkWeights> further,
    long furtherNanos,
    long nanos,
    long dataNanos,
    Optional<MemorisationOnset> onset) {

  /** Keeps its own copy of the list. */
  public TrainedMilestone {
    further = List.copyOf(further);
  }

  /** Wall-clock time in seconds. */
  public double seconds() {
    return nanos / 1e9;
  }

  /** Wall-clock time of the copy, in seconds. */
  public double furtherSeconds() {
    return furtherNanos / 1e9;
  }

  /** The part of it in which batches were put together. */
  public double dataSeconds() {
    return dataNanos / 1e9;
  }
}
