package io.scorestream.ledger;

import io.scorestream.events.SampleBatch;
import io.scorestream.ledger.Intervals.Range;
import io.scorestream.run.HoldOut;
import io.scorestream.run.RunningHash;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One source's samples as trainers take them: in sequence, each once, whatever is missing or comes
 * again. It remembers ranges of sequence numbers, and no samples. Owned by one thread.
 */
final class SourceWalk {

  private static final String LOST =
      "find out where they went; trainers stop there, or were told by on.bad.record=skip to go on"
          + " without them";

  private final String source;
  private final LedgerDraft draft;
  private final Map<HoldOut, PrefixWalk> walks = new HashMap<>();
  private final Intervals seen = new Intervals();
  private final Intervals repeated = new Intervals();
  private final RunningHash hash = new RunningHash();
  private boolean isWhole = true;
  private @Nullable Leap leap;
  private long next;
  private long count;

  SourceWalk(String source, LedgerDraft draft) {
    this.source = source;
    this.draft = draft;
  }

  /** The walk over what a rule does not hold out. */
  PrefixWalk walk(HoldOut holdOut) {
    return walks.computeIfAbsent(holdOut, rule -> new PrefixWalk(source, rule));
  }

  /** A batch that samples are missing before. */
  private record Leap(String place, int partition, long offset, SampleBatch batch) {}

  /**
   * Takes a sound batch. What comes next of the source says whether samples are missing before it,
   * or it has a wrong number: trainers do not take it at its word either.
   *
   * @param place names its record
   * @param isCut whether records before the first one of its partition were deleted
   */
  void take(String place, int partition, long offset, SampleBatch batch, boolean isCut) {
    land(batch.getFirstSequence());
    if (batch.getFirstSequence() <= next) {
      append(place, partition, offset, batch);
    } else if (count == 0 && isCut) {
      skip(place, batch.getFirstSequence());
      append(place, partition, offset, batch);
    } else {
      leap = new Leap(place, partition, offset, batch);
    }
  }

  private void land(long following) {
    Leap before = leap;
    leap = null;
    if (before == null) {
      return;
    }
    long first = before.batch().getFirstSequence();
    if (following < first) {
      draft.find(
          before.place(),
          "begins with sample %s of source %s, and the one after it with sample %s: nobody trains on it"
              .formatted(first, source, following),
          "find out who wrote it: one process alone writes a source");
      return;
    }
    miss(before);
    next = first;
    append(before.place(), before.partition(), before.offset(), before.batch());
  }

  /** Once all is read. */
  void finish() {
    if (leap != null) {
      miss(leap);
    }
  }

  private void miss(Leap before) {
    draft.find(
        before.place(),
        "%s of source %s are missing before it"
            .formatted(new Range(next, before.batch().getFirstSequence()), source),
        LOST);
  }

  private void skip(String place, long first) {
    draft.cannotProve(
        "%s of source %s were deleted before %s: what they were is not known"
            .formatted(new Range(0, first), source, place));
    walks.values().forEach(walk -> walk.skip(first));
    isWhole = false;
    next = first;
  }

  private void append(String place, int partition, long offset, SampleBatch batch) {
    long first = batch.getFirstSequence();
    long end = first + batch.getCount();
    repeat(place, first, Math.min(next, end));
    seen.add(first, end);
    int size = batch.getDimension() * Float.BYTES;
    ByteBuffer rows = batch.getData().duplicate();
    int start = rows.position();
    for (int i = (int) Math.min(batch.getCount(), next - first); i < batch.getCount(); i++) {
      ByteBuffer row = rows.duplicate().position(start + i * size).limit(start + (i + 1) * size);
      hash.take(row);
      count++;
      for (PrefixWalk walk : walks.values()) {
        walk.take(first + i, partition, offset, i + 1, row);
      }
    }
    next = Math.max(next, end);
  }

  private void repeat(String place, long from, long to) {
    if (from >= to) {
      return;
    }
    seen.within(from, to).forEach(range -> repeated.add(range.from(), range.to()));
    for (Range late : seen.without(from, to)) {
      draft.find(
          place,
          "%s of source %s come after later ones, so that nobody trains on them"
              .formatted(late, source),
          "find out who wrote the later ones first: one process alone writes a source");
    }
  }

  /** Samples that are there more than once. */
  Intervals repeated() {
    return repeated;
  }

  /** What all of them come to. */
  SourceTotal total() {
    return new SourceTotal(source, count, isWhole ? hash.soFar() : "");
  }
}
