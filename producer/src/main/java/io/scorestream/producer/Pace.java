package io.scorestream.producer;

/**
 * When samples are due at a steady rate. Immutable; times are of {@link System#nanoTime}.
 *
 * @param rate samples per second, 0 for no bound
 * @param startNanos when the first was due
 */
record Pace(double rate, long startNanos) {

  /** Records a second at a low rate, so that samples come steadily and not in gusts. */
  private static final int RECORDS_PER_SECOND = 4;

  /** How long until the next sample is due after {@code sent} ones; 0 or less when it is. */
  long nanosUntilNext(long sent, long nowNanos) {
    return rate == 0 ? 0 : startNanos + (long) (sent / rate * 1e9) - nowNanos;
  }

  /** Samples for one record, at most {@code most}, at least 1. */
  int recordSamples(int most) {
    return rate == 0 ? most : (int) Math.min(most, Math.max(1, rate / RECORDS_PER_SECOND));
  }
}
