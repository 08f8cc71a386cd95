package io.scorestream.trainer.drift;

import java.util.OptionalLong;

/**
 * Which samples between two milestones are scored: blocks of {@value #SIZE} that follow one
 * another, or, where there would be more than {@value #MOST}, as many with equal gaps, so that
 * scoring stays cheap beside training.
 *
 * @param from samples before the first block
 * @param stride from the start of a block to the start of the next
 * @param blocks how many, 0 to {@value #MOST}
 */
record BlockPlan(long from, long stride, int blocks) {

  static final int SIZE = 128;
  static final int MOST = 256;

  /** The blocks of the samples after a milestone and up to the next. */
  static BlockPlan between(long milestone, OptionalLong next) {
    long samples = next.isPresent() ? next.getAsLong() - milestone : 0;
    int blocks = (int) Math.min(MOST, samples / SIZE);
    return new BlockPlan(milestone, blocks == 0 ? SIZE : samples / blocks, blocks);
  }

  /** Whether a sample, by its number from 0 among the run's, is in a block. */
  boolean contains(long sample) {
    long after = sample - from;
    return after >= 0 && after / stride < blocks && after % stride < SIZE;
  }

  /** Whether the sample is the first of a block that it is in. */
  boolean isFirst(long sample) {
    return contains(sample) && (sample - from) % stride == 0;
  }
}
