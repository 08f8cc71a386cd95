package io.scorestream.sampler.draw;

import io.scorestream.run.ConditionChoice;
import io.scorestream.run.ReverseChoice;
import java.util.OptionalLong;

/**
 * Samples that somebody asks for.
 *
 * @param run id of the run
 * @param milestone of whose networks; empty for the newest
 * @param count n, at least 1
 * @param seed what the samples are a function of, with the milestone
 * @param reverse by which steps
 * @param condition what they are made of
 * @param firstBlock the block to begin with; those before it are there already
 */
public record DrawRequest(
    String run,
    OptionalLong milestone,
    long count,
    long seed,
    ReverseChoice reverse,
    ConditionChoice condition,
    long firstBlock) {

  /** All samples of a request. */
  public DrawRequest(
      String run,
      OptionalLong milestone,
      long count,
      long seed,
      ReverseChoice reverse,
      ConditionChoice condition) {
    this(run, milestone, count, seed, reverse, condition, 0);
  }

  /** How many blocks there are, those before the first one too. */
  public long blocks() {
    return SampleDraws.blocks(count);
  }
}
