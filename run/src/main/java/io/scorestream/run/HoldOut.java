package io.scorestream.run;

import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/**
 * Chooses the samples that are never trained on, by a hash of their identity: every service that
 * asks gets the same answer, whenever it asks.
 *
 * @param fraction share of samples held out, in [0, 1)
 * @param salt makes one run's choice independent of another's
 */
public record HoldOut(double fraction, long salt) {

  private static final double BUCKETS = 0x1p53;

  /** Refuses fractions outside [0, 1). */
  public HoldOut {
    if (!(fraction >= 0 && fraction < 1)) {
      throw new IllegalArgumentException("hold-out fraction " + fraction + " is not in [0, 1)");
    }
  }

  /** Whether the sample is held out; of many of a source, ask {@link #heldOutOf}. */
  public boolean holdsOut(String source, long sequence) {
    return heldOutOf(source).test(sequence);
  }

  /** Whether samples of a source are held out, by their sequence numbers. For one thread. */
  public LongPredicate heldOutOf(String source) {
    if (fraction == 0) {
      return sequence -> false;
    }
    SampleHash hash = new SampleHash(source, salt);
    return sequence -> (hash.of(sequence) >>> 11) / BUCKETS < fraction;
  }

  /** How many of a source's first {@code samples} are not held out. */
  public long keptOf(String source, long samples) {
    if (fraction == 0) {
      return samples;
    }
    return LongStream.range(0, samples).filter(heldOutOf(source).negate()).count();
  }

  /**
   * How many samples a source must send, from its first, until {@code m} of them are not held out.
   */
  public long samplesFor(String source, long m) {
    return samplesUntil(heldOutOf(source).negate(), m);
  }

  /**
   * How many samples a source must send, from its first, until {@code n} of them are held out.
   *
   * @throws IllegalArgumentException where none ever is
   */
  public long samplesForHeldOut(String source, long n) {
    if (fraction == 0 && n > 0) {
      throw new IllegalArgumentException("no sample is held out");
    }
    return samplesUntil(heldOutOf(source), n);
  }

  private static long samplesUntil(LongPredicate counted, long n) {
    long sequence = 0;
    for (long found = 0; found < n; sequence++) {
      if (counted.test(sequence)) {
        found++;
      }
    }
    return sequence;
  }
}
