package io.scorestream.ledger;

import io.scorestream.events.MilestoneReached;
import io.scorestream.events.NetworkRecords;
import io.scorestream.events.RecordOffset;
import io.scorestream.events.SampleHalf;
import io.scorestream.events.ScoreWeights;
import io.scorestream.events.TrainingState;
import io.scorestream.run.Hashes;
import io.scorestream.run.NetworkEvents;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
import io.scorestream.topics.Keys;
import io.scorestream.topics.Topic;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Networks and training states where milestones say that they lie: all there, with the content that
 * their hash says, each pair of the same step. Keeps about 300 bytes for each network of a
 * milestone. Owned by one thread.
 */
final class NetworkLedger {

  private static final String WEIGHTS = "weights";
  private static final String STATES = "training-state";

  private static final String DAMAGED =
      "find out who wrote it; a run whose newest networks are damaged is applied again under an id"
          + " of its own, and trained from its samples";

  private final Runs runs;
  private final LedgerDraft draft;
  private final Map<RecordOffset, Wanted> weights = new LinkedHashMap<>();
  private final Map<RecordOffset, Wanted> states = new LinkedHashMap<>();

  /** Gradient steps of weights that are there, by the names of their weights' entries. */
  private final Map<String, Long> steps = new HashMap<>();

  /** The newest milestone of each key, as shards say, by topic and key. */
  private final Map<String, Long> newest = new HashMap<>();

  /** And as it lies in the topic. */
  private final Map<String, Long> seen = new HashMap<>();

  /**
   * A network, as a milestone tells of it.
   *
   * @param place of the milestone
   */
  private record Wanted(
      String place, Run run, int incarnation, long milestone, SampleHalf half, String key) {

    /** The name of its entry of a topic. */
    String name(String topic) {
      return topic + "/" + key + "/" + milestone;
    }
  }

  NetworkLedger(Runs runs, LedgerDraft draft) {
    this.runs = runs;
    this.draft = draft;
  }

  /** Asks for what a milestone names; before the topics are read. */
  void await(MilestoneLedger.Said said, RunState state) {
    MilestoneReached reached = said.reached();
    for (NetworkRecords network : reached.getNetworks()) {
      String key = Keys.network(reached.getRun(), network.getNetwork(), reached.getHalf());
      Wanted wanted =
          new Wanted(
              said.place(),
              state.run(),
              reached.getIncarnation(),
              reached.getMilestone(),
              reached.getHalf(),
              key);
      weights.put(network.getWeights(), wanted);
      states.put(network.getState(), wanted);
      newest.merge(key, reached.getMilestone(), Math::max);
    }
  }

  void takeWeights(ConsumerRecord<String, byte[]> record, @Nullable ScoreWeights event) {
    if (event == null || !isCurrent(event.getRun(), event.getIncarnation())) {
      return;
    }
    seen.merge(WEIGHTS + "/" + record.key(), event.getMilestone(), Math::max);
    Wanted wanted = weights.remove(at(record));
    if (wanted == null) {
      orphan(record, event.getMilestone());
      return;
    }
    try {
      requireKey(record, wanted);
      NetworkEvents.requireMilestone(
          event, wanted.incarnation(), wanted.milestone(), wanted.half());
      NetworkEvents.weights(wanted.run(), event);
    } catch (IllegalArgumentException e) {
      damaged(record, wanted, e);
      return;
    }
    steps.put(wanted.name(WEIGHTS), event.getStep());
    draft.enter(
        wanted.name(WEIGHTS),
        Digest.ofAll(
            event.getContentHash(), event.getStep(), Digest.ofAll(event.getLosses().toArray())));
  }

  void takeState(ConsumerRecord<String, byte[]> record, @Nullable TrainingState event) {
    if (event == null || !isCurrent(event.getRun(), event.getIncarnation())) {
      return;
    }
    seen.merge(STATES + "/" + record.key(), event.getMilestone(), Math::max);
    Wanted wanted = states.remove(at(record));
    if (wanted == null) {
      orphan(record, event.getMilestone());
      return;
    }
    try {
      requireKey(record, wanted);
      requireBelongs(wanted, event);
    } catch (IllegalArgumentException e) {
      damaged(record, wanted, e);
      return;
    }
    // Older ones are compacted away sooner or later: when, is chance.
    String name = wanted.name(STATES);
    if (wanted.milestone() < newest.getOrDefault(wanted.key(), 0L)) {
      draft.enterGone(name);
    } else {
      draft.enter(
          name,
          Digest.ofAll(
              event.getContentHash(),
              event.getMilestone(),
              event.getStep(),
              event.getRngSeed(),
              event.getRngPosition()));
    }
  }

  /** Tells what is missing from what compaction has taken; once both topics are read. */
  void finish(Topic weightsTopic, boolean weightsCut, Topic stateTopic, boolean statesCut) {
    finish(weightsTopic, weightsCut, weights);
    finish(stateTopic, statesCut, states);
  }

  private void finish(Topic topic, boolean isCut, Map<RecordOffset, Wanted> left) {
    Map<String, Long> compacted = new LinkedHashMap<>();
    left.forEach(
        (at, wanted) -> {
          Long later = seen.get(topic.entity() + "/" + wanted.key());
          if (later != null && later > wanted.milestone()) {
            compacted.merge(wanted.run().id(), 1L, Long::sum);
            draft.enterGone(wanted.name(topic.entity()));
          } else if (isCut) {
            draft.cannotProve(
                "whether %s holds %s of milestone %s: not all of the topic can be read"
                    .formatted(Places.of(topic, at), wanted.key(), wanted.milestone()));
          } else {
            draft.find(
                wanted.place(),
                "says that %s of milestone %s lies at %s, and it does not"
                    .formatted(wanted.key(), wanted.milestone(), Places.of(topic, at)),
                DAMAGED);
          }
        });
    compacted.forEach(
        (run, count) ->
            draft.cannotProve(
                "%s records of run %s on topic %s: newer ones have had them compacted away"
                    .formatted(count, run, topic)));
  }

  private boolean isCurrent(String run, int incarnation) {
    return runs.current(run, incarnation).isPresent();
  }

  /** What is newer than the newest milestone was written after the milestones were read. */
  private void orphan(ConsumerRecord<String, byte[]> record, long milestone) {
    if (milestone <= newest.getOrDefault(record.key(), 0L)) {
      draft.find(
          Places.of(record),
          "holds %s of milestone %s, and no milestone says that it lies there"
              .formatted(record.key(), milestone),
          "find out who wrote it: networks are committed together with their milestone");
    }
  }

  private void damaged(
      ConsumerRecord<String, byte[]> record, Wanted wanted, IllegalArgumentException why) {
    draft.find(
        Places.of(record),
        "is not what milestone %s of %s, at %s, says of it: %s"
            .formatted(wanted.milestone(), wanted.run(), wanted.place(), why.getMessage()),
        DAMAGED);
  }

  private static void requireKey(ConsumerRecord<String, byte[]> record, Wanted wanted) {
    if (!wanted.key().equals(record.key())) {
      throw new IllegalArgumentException(
          "its key is %s, not %s".formatted(record.key(), wanted.key()));
    }
  }

  private void requireBelongs(Wanted wanted, TrainingState event) {
    if (event.getMilestone() != wanted.milestone()
        || event.getHalf() != wanted.half()
        || !event.getSpecHash().equals(wanted.run().hash())) {
      throw new IllegalArgumentException(
          "it is of milestone %s, %s samples, specification %s"
              .formatted(event.getMilestone(), event.getHalf(), event.getSpecHash()));
    }
    String found =
        Hashes.of(
            ByteBuffer.allocate(Long.BYTES).putLong(0, event.getStep()),
            event.getFirstMoments(),
            event.getSecondMoments());
    if (!found.equals(event.getContentHash())) {
      throw new IllegalArgumentException("its content has another hash than it says");
    }
    Long step = steps.get(wanted.name(WEIGHTS));
    if (step != null && step != event.getStep()) {
      throw new IllegalArgumentException(
          "it is of step %s, and the weights are of step %s".formatted(event.getStep(), step));
    }
  }

  private static RecordOffset at(ConsumerRecord<?, ?> record) {
    return new RecordOffset(record.partition(), record.offset());
  }
}
