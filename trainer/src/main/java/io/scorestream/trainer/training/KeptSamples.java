package io.scorestream.trainer.training;

import io.scorestream.events.SampleOffset;
import io.scorestream.run.HoldOut;
import io.scorestream.trainer.cache.LogEntry;
import io.scorestream.trainer.cache.SampleLog;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.LongPredicate;

/**
 * Walks the samples of a log in order, each once, and counts those that a run may train on, its m.
 * What it has seen it remembers in two bits a sample, so that the set of a milestone costs no
 * second walk. For one thread.
 */
public final class KeptSamples {

  /** Held-out samples that a loss is taken on. */
  static final int HELD_OUT_ROWS = 1024;

  private static final LogEntry NONE = new LogEntry(-1, 0, 0, 0, 0);

  private final SampleLog log;
  private final HoldOut holdOut;
  private final LongPredicate isHeldOut;
  private final LongPredicate isTrained;

  /** By row. */
  private final BitSet heldOut = new BitSet();

  /** By row: not held out, and trained on. */
  private final BitSet trained = new BitSet();

  private long entries;
  private LogEntry entry = NONE;
  private int used;
  private int row;
  private int kept;

  private final SamplesHash hash = new SamplesHash();

  // Where the last kept sample ends: a walk that goes on may pass records without one.
  private long offset = NONE.offset();
  private int inRecord;
  private int rows;

  /**
   * @param log with fewer than 2^31 samples
   * @param holdOut which of them are not to be trained on
   * @param isTrained which of the others are, by their sequence numbers
   */
  public KeptSamples(SampleLog log, HoldOut holdOut, LongPredicate isTrained) {
    this.log = log;
    this.holdOut = holdOut;
    this.isHeldOut = holdOut.heldOutOf(log.identity().source());
    this.isTrained = isTrained;
  }

  /**
   * Walks on to the m-th kept sample, or as far as the log reaches.
   *
   * @param each is given the row of each kept sample on the way
   * @return whether it was reached
   */
  public boolean reach(long m, IntConsumer each) {
    while (kept < m) {
      if (used == entry.count()) {
        if (entries == log.size()) {
          return false;
        }
        entry = log.entry(entries++);
        used = 0;
      } else {
        take(each);
      }
    }
    return true;
  }

  private void take(IntConsumer each) {
    long sequence = entry.firstSequence() + used++;
    int at = row;
    row = Math.incrementExact(row);
    if (isHeldOut.test(sequence)) {
      heldOut.set(at);
      return;
    }
    trained.set(at, isTrained.test(sequence));
    each.accept(at);
    kept++;
    offset = entry.offset();
    inRecord = entry.lead() + used;
    rows = row;
  }

  /** Kept samples so far. */
  public long count() {
    return kept;
  }

  /** Held-out samples before the last kept one. */
  public long heldOut() {
    return (long) rows - kept;
  }

  /** Where the last kept sample ends in the samples topic. */
  public SampleOffset place() {
    return new SampleOffset(log.identity().partition(), offset, inRecord);
  }

  /** SHA-256 of all samples up to the last kept one, held-out ones too; 64 hexadecimal digits. */
  public String hash() {
    return hash.of(log.rows(rows), rows);
  }

  /**
   * Exactly the first m kept samples, or those of them that are trained on.
   *
   * @throws IllegalArgumentException when the walk has not come to the m-th
   */
  public TrainingSet first(int m) {
    if (kept < m) {
      throw new IllegalArgumentException(
          "the log has " + kept + " samples to train on, fewer than " + m);
    }
    if (kept > m) {
      // A milestone that was asked for behind where the next one was awaited.
      KeptSamples again = new KeptSamples(log, holdOut, isTrained);
      again.reach(m, each -> {});
      return again.first(m);
    }
    return new TrainingSet(
        m, trained.stream().toArray(), List.of(place()), heldOut(), hash(), newestHeldOut());
  }

  private int[] newestHeldOut() {
    int[] newest = new int[(int) Math.min(HELD_OUT_ROWS, heldOut())];
    int at = rows;
    for (int i = newest.length - 1; i >= 0; i--) {
      at = heldOut.previousSetBit(at - 1);
      newest[i] = at;
    }
    return newest;
  }
}
