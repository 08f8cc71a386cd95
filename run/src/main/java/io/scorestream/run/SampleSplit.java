package io.scorestream.run;

import io.scorestream.events.SampleHalf;

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

  /** Whether a half has the sample; {@link SampleHalf#BOTH} has all. */
  public boolean has(SampleHalf half, String source, long sequence) {
    return half == SampleHalf.BOTH || half == halfOf(source, sequence);
  }

  private SampleHalf halfOf(String source, long sequence) {
    return SampleHash.of(source, sequence, salt, PURPOSE) < 0
        ? SampleHalf.SECOND
        : SampleHalf.FIRST;
  }
}
