package io.scorestream.trainer.training;

import io.scorestream.run.RunningHash;
import io.scorestream.trainer.cache.SampleRows;

/**
 * SHA-256 of the first samples of a log, as float32, little-endian. It goes on from where it was,
 * so that each sample is hashed once. For one thread.
 */
final class SamplesHash {

  private final RunningHash hash = new RunningHash();
  private long hashed;

  /**
   * Of the first samples.
   *
   * @param rows of always the same log
   * @param count how many, at most as many as the rows; at least as many as the last time
   * @return 64 hexadecimal digits
   */
  String of(SampleRows rows, long count) {
    rows.each(hashed, count, hash::take);
    hashed = count;
    return hash.soFar();
  }
}
