package io.scorestream.ledger;

import io.scorestream.events.GenerationBatch;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.RecordOffset;
import io.scorestream.run.Hashes;
import io.scorestream.run.RunState;
import io.scorestream.topics.Keys;
import io.scorestream.topics.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The generations of milestones: all batches, each once, as many samples as the run asks for. Keeps
 * about 200 bytes for each batch. Owned by one thread.
 */
final class GenerationLedger {

  private static final String WRITER =
      "find out who wrote it: the sampler that owns the partition is the only one to";

  private final Topic topic;
  private final Runs runs;
  private final MilestoneLedger milestones;
  private final LedgerDraft draft;

  /** By the key of their milestone, and then by number. */
  private final Map<String, TreeMap<Integer, Batch>> batches = new TreeMap<>();

  /** What is kept of a batch. */
  private record Batch(RecordOffset at, int of, int count, String hash) {}

  GenerationLedger(Topic topic, Runs runs, MilestoneLedger milestones, LedgerDraft draft) {
    this.topic = topic;
    this.runs = runs;
    this.milestones = milestones;
    this.draft = draft;
  }

  /**
   * Takes the next record.
   *
   * @param partitions of the topic
   */
  void take(
      ConsumerRecord<String, byte[]> record, @Nullable GenerationBatch batch, int partitions) {
    if (batch == null) {
      return;
    }
    runs.current(batch.getRun(), batch.getIncarnation())
        .ifPresent(state -> take(state, record, batch, partitions));
  }

  private void take(
      RunState state,
      ConsumerRecord<String, byte[]> record,
      GenerationBatch batch,
      int partitions) {
    String key = Keys.milestone(batch.getRun(), batch.getMilestone());
    List<String> wrong = wrong(state, record, batch, key, partitions);
    if (!wrong.isEmpty()) {
      draft.find(
          Places.of(record),
          "is not a batch of milestone %s of %s: %s"
              .formatted(batch.getMilestone(), state, String.join("; ", wrong)),
          WRITER);
      return;
    }
    Batch now =
        new Batch(
            new RecordOffset(record.partition(), record.offset()),
            batch.getBatches(),
            batch.getCount(),
            Digest.ofAll(
                batch.getCount(),
                Hashes.of(batch.getData()),
                batch.getSeed(),
                batch.getUpdate(),
                batch.getSteps()));
    Batch before =
        batches
            .computeIfAbsent(key, milestone -> new TreeMap<>())
            .putIfAbsent(batch.getBatch(), now);
    if (before != null) {
      draft.find(
          Places.of(record),
          "holds batch %s of the generations of %s a second time, after %s, %s"
              .formatted(
                  batch.getBatch(),
                  key,
                  Places.of(topic, before.at()),
                  before.hash().equals(now.hash()) ? "with the same samples" : "with other ones"),
          "two samplers had the partition: see their logs; the milestone is measured once for"
              + " each");
    }
  }

  private static List<String> wrong(
      RunState state,
      ConsumerRecord<String, byte[]> record,
      GenerationBatch batch,
      String key,
      int partitions) {
    List<String> wrong = new ArrayList<>();
    if (!batch.getSpecHash().equals(state.run().hash())) {
      wrong.add("its specification is another");
    }
    if (!key.equals(record.key())) {
      wrong.add("its key is " + record.key());
    }
    if (record.partition()
        != Keys.generationPartition(batch.getRun(), batch.getMilestone(), partitions)) {
      wrong.add("it lies in a partition that is not the milestone's");
    }
    long bytes = (long) batch.getCount() * state.run().sampleDimension() * Float.BYTES;
    if (batch.getCount() < 1 || batch.getData().remaining() != bytes) {
      wrong.add(
          "it says %s samples, and holds %s bytes"
              .formatted(batch.getCount(), batch.getData().remaining()));
    }
    if (batch.getBatch() < 0 || batch.getBatch() >= batch.getBatches()) {
      wrong.add("it is batch %s of %s".formatted(batch.getBatch(), batch.getBatches()));
    }
    return wrong;
  }

  /**
   * Names what is missing and enters what is whole; once the topic is read.
   *
   * @param outstanding how what is missing is named
   */
  void finish(Outstanding outstanding) {
    for (RunState state : runs.current()) {
      NavigableMap<Long, MilestoneReached> whole = milestones.whole(state);
      whole.forEach((m, reached) -> finish(state, m, outstanding));
    }
  }

  private void finish(RunState state, long m, Outstanding outstanding) {
    String key = Keys.milestone(state.run().id(), m);
    String name = "generations/" + key;
    TreeMap<Integer, Batch> found = batches.getOrDefault(key, new TreeMap<>());
    int wanted = state.run().spec().getEvaluation().getGenerations();
    long count = found.values().stream().mapToLong(Batch::count).sum();
    boolean agree =
        found.values().stream().allMatch(batch -> batch.of() == found.firstEntry().getValue().of());
    if (found.isEmpty()) {
      outstanding.missing(name, "there are no generations of this milestone");
    } else if (!agree || found.size() != found.firstEntry().getValue().of() || count != wanted) {
      draft.find(
          Places.of(topic, found.firstEntry().getValue().at()),
          "begins %s batches of %s with %s samples; %s were to be made, all in one transaction"
              .formatted(found.size(), found.firstEntry().getValue().of(), count, wanted),
          "find out what deleted the others, or who wrote these");
    } else {
      draft.enter(name, Digest.ofAll(found.values().stream().map(Batch::hash).toArray()));
    }
  }

  /** Where the batches of milestones lie that have all, in their order, by the milestones' keys. */
  Map<String, List<RecordOffset>> places() {
    Map<String, List<RecordOffset>> places = new TreeMap<>();
    batches.forEach(
        (key, found) -> {
          if (found.size() == found.firstEntry().getValue().of()) {
            places.put(key, found.values().stream().map(Batch::at).toList());
          }
        });
    return places;
  }

  /** Whether all generations of a milestone are there. */
  boolean has(RunState state, long m) {
    return batches.containsKey(Keys.milestone(state.run().id(), m));
  }
}
