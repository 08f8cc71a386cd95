package io.scorestream.trainer.training;

import io.scorestream.events.SampleOffset;
import io.scorestream.run.HoldOut;
import io.scorestream.trainer.cache.LogEntry;
import io.scorestream.trainer.cache.SampleLog;
import java.util.function.IntConsumer;

/**
 * Walks the samples of a log in order and counts those that a run may train on, its m. For one
 * thread.
 */
public final class KeptSamples {

  private static final LogEntry NONE = new LogEntry(-1, 0, 0, 0, 0);

  private final SampleLog log;
  private final String source;
  private final HoldOut holdOut;
  private long entries;
  private LogEntry entry = NONE;
  private int used;
  private int row;
  private int kept;

  /**
   * @param log with fewer than 2^31 samples
   * @param holdOut which of them are not to be trained on
   */
  public KeptSamples(SampleLog log, HoldOut holdOut) {
    this.log = log;
    this.source = log.identity().source();
    this.holdOut = holdOut;
  }

  /**
   * Walks on to the m-th kept sample, or as far as the log reaches.
   *
   * @param each is given the row of each kept sample on the way
   * @return whether it was reached; the walk then stands right behind it
   */
  public boolean reach(long m, IntConsumer each) {
    return reach(m, each, row -> {});
  }

  /** As {@link #reach(long, IntConsumer)}; the other consumer is given the held-out rows. */
  boolean reach(long m, IntConsumer each, IntConsumer eachHeldOut) {
    while (kept < m) {
      if (used == entry.count()) {
        if (entries == log.size()) {
          return false;
        }
        entry = log.entry(entries++);
        used = 0;
      } else {
        take(each, eachHeldOut);
      }
    }
    return true;
  }

  private void take(IntConsumer each, IntConsumer eachHeldOut) {
    boolean held = holdOut.fraction() > 0 && holdOut.holdsOut(source, sequence());
    if (held) {
      eachHeldOut.accept(row);
    } else {
      each.accept(row);
      kept++;
    }
    used++;
    row = Math.incrementExact(row);
  }

  /** Sequence number of the sample whose row is being given. */
  long sequence() {
    return entry.firstSequence() + used;
  }

  /** Kept samples so far. */
  public long count() {
    return kept;
  }

  /** Held-out samples so far. */
  public long heldOut() {
    return (long) row - kept;
  }

  /** Where the walk stands in the samples topic. */
  public SampleOffset place() {
    return new SampleOffset(log.identity().partition(), entry.offset(), entry.lead() + used);
  }
}
