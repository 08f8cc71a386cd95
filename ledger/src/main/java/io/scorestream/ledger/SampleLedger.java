package io.scorestream.ledger;

import io.scorestream.events.SampleBatch;
import io.scorestream.events.SourceInfo;
import io.scorestream.events.codec.SampleBatches;
import io.scorestream.run.Run;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The samples topic: each source without a gap, and where its first m samples end. Whether samples
 * that are there twice are the same is for {@link RepeatedSamples}, which reads them once more.
 * Owned by one thread.
 */
final class SampleLedger {

  private final Map<String, SourceInfo> described;
  private final Letters letters;
  private final LedgerDraft draft;
  private final SortedMap<String, SourceWalk> sources = new TreeMap<>();
  private final Map<String, Integer> dimensions = new TreeMap<>();

  /**
   * @param described sources as their topic describes them
   */
  SampleLedger(Map<String, SourceInfo> described, Letters letters, LedgerDraft draft) {
    this.described = described;
    this.letters = letters;
    this.draft = draft;
  }

  /** Asks for what the first m samples of a run are; before the topic is read. */
  void await(Run run, long m) {
    walk(run).await(m);
  }

  /** Where a run's first m samples end, and how many there are. */
  PrefixWalk walk(Run run) {
    return source(run.spec().getSource()).walk(run.holdOut());
  }

  /**
   * Takes the next record.
   *
   * @param isCut whether records of its partition were deleted
   */
  void take(ConsumerRecord<String, byte[]> record, @Nullable SampleBatch batch, boolean isCut) {
    if (batch == null) {
      return;
    }
    String place = Places.of(record);
    if (letters.has(record)) {
      draft.notice(place + " is kept as a dead letter: trainers that go on go on without it");
      return;
    }
    try {
      requireSound(batch);
    } catch (IllegalArgumentException e) {
      letters.refuse(draft, record, String.valueOf(e.getMessage()));
      return;
    }
    requireHome(place, record, batch);
    source(batch.getSource()).take(place, record.partition(), record.offset(), batch, isCut);
  }

  /** Once the topic is read. */
  void finish() {
    sources.values().forEach(SourceWalk::finish);
  }

  /** Those of which some are there more than once. */
  Map<String, Intervals> repeated() {
    Map<String, Intervals> repeated = new TreeMap<>();
    sources.forEach(
        (source, walk) -> {
          if (!walk.repeated().isEmpty()) {
            repeated.put(source, walk.repeated());
          }
        });
    return repeated;
  }

  /** What each source comes to. */
  List<SourceTotal> totals() {
    return sources.values().stream().map(SourceWalk::total).toList();
  }

  private void requireSound(SampleBatch batch) {
    SourceInfo info = described.get(batch.getSource());
    int dimension =
        info == null
            ? dimensions.computeIfAbsent(batch.getSource(), source -> batch.getDimension())
            : info.getDimension();
    SampleBatches.requireSound(batch, dimension);
    if (batch.getFirstSequence() < 0) {
      throw new IllegalArgumentException(
          "its first sequence number is " + batch.getFirstSequence());
    }
  }

  private void requireHome(String place, ConsumerRecord<String, byte[]> record, SampleBatch batch) {
    SourceInfo info = described.get(batch.getSource());
    if (info != null && info.getPartition() != record.partition()) {
      draft.find(
          place,
          "holds samples of source %s, which lies in partition %s"
              .formatted(batch.getSource(), info.getPartition()),
          "find out who wrote it: nobody reads it there");
    }
    if (!batch.getSource().equals(record.key())) {
      draft.find(
          place,
          "has key %s, and samples of source %s".formatted(record.key(), batch.getSource()),
          "find out who wrote it: readers go by one or the other");
    }
  }

  private SourceWalk source(String source) {
    return sources.computeIfAbsent(source, id -> new SourceWalk(id, draft));
  }
}
