package io.scorestream.run;

import io.scorestream.events.SampleHalf;
import java.util.function.LongPredicate;

/**
 * Cuts samples in two by a hash of their identity, which has nothing to do with the one that holds
 * samples out. A sample's half never changes, so that the halves of a milestone are in those of the
 * next one.
 *
 * @param salt makes one run's choice independent of another's
 */
public record SampleSplit(long salt) {

  /** The letters of "halves": what is hashed here differs from what {@link HoldOut} hashes. */
  private static final long PURPOSE = 0x68616C766573L;

  /** Whether a half has the sample; of many of a source, ask {@link #partOf}. */
  public boolean has(SampleHalf half, String source, long sequence) {
    return partOf(half, source).test(sequence);
  }

  /**
   * Which samples of a source a half has, by their sequence numbers; {@link SampleHalf#BOTH} has
   * all. For one thread.
   */
  public LongPredicate partOf(SampleHalf half, String source) {
    SampleHash hash = new SampleHash(source, salt, PURPOSE);
    return switch (half) {
      case BOTH -> sequence -> true;
      case FIRST -> sequence -> hash.of(sequence) >= 0;
      case SECOND -> sequence -> hash.of(sequence) < 0;
    };
  }
}
