package io.scorestream.ledger;

import io.scorestream.events.SampleOffset;
import io.scorestream.run.HoldOut;
import io.scorestream.run.RunningHash;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.LongPredicate;

/**
 * Walks a source's samples in their order, counts those that a rule does not hold out, and takes
 * down where each m of interest is and what the first m are. One hash goes along; memory is what
 * the marks take. Owned by one thread.
 */
final class PrefixWalk {

  private final LongPredicate isHeldOut;
  private final HoldOut holdOut;
  private final String source;
  private final NavigableSet<Long> awaited = new TreeSet<>();
  private final Map<Long, Mark> marks = new HashMap<>();
  private final RunningHash hash = new RunningHash();
  private boolean isWhole = true;
  private long upcoming = Long.MAX_VALUE;
  private long kept;
  private long heldOut;

  /**
   * Where the first m samples end, by our own count.
   *
   * @param place of the last of them
   * @param heldOut held-out samples before it
   * @param hash SHA-256 of all samples up to the last of them, held-out ones too; empty where the
   *     first are deleted
   */
  record Mark(SampleOffset place, long heldOut, String hash) {}

  PrefixWalk(String source, HoldOut holdOut) {
    this.source = source;
    this.holdOut = holdOut;
    this.isHeldOut = holdOut.heldOutOf(source);
  }

  /** Asks for a mark at m; before the walk begins. */
  void await(long m) {
    awaited.add(m);
    upcoming = Math.min(upcoming, m);
  }

  /** Takes samples for granted that are not there any more: only what they are remains unknown. */
  void skip(long samples) {
    kept = holdOut.keptOf(source, samples);
    heldOut = samples - kept;
    isWhole = false;
    passed();
  }

  private void passed() {
    Long higher = awaited.higher(kept);
    upcoming = higher == null ? Long.MAX_VALUE : higher;
  }

  /**
   * Takes the next sample.
   *
   * @param offset of its record
   * @param number of the sample in its record, from 1
   * @param row its bytes
   */
  void take(long sequence, int partition, long offset, int number, ByteBuffer row) {
    hash.take(row);
    if (isHeldOut.test(sequence)) {
      heldOut++;
      return;
    }
    kept++;
    if (kept == upcoming) {
      marks.put(
          kept,
          new Mark(
              new SampleOffset(partition, offset, number), heldOut, isWhole ? hash.soFar() : ""));
      passed();
    }
  }

  Map<Long, Mark> marks() {
    return marks;
  }

  /** Samples that are not held out, so far. */
  long kept() {
    return kept;
  }
}
