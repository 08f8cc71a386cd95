package io.scorestream.ledger;

import io.scorestream.events.MilestoneReached;
import io.scorestream.events.NetworkRecords;
import io.scorestream.events.SampleHalf;
import io.scorestream.run.MilestoneSchedule;
import io.scorestream.run.RunState;
import io.scorestream.run.Shard;
import io.scorestream.topics.Keys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The milestones that shards say they have reached, each to be there once. What a shard says is
 * kept, about 1 kB for each of its milestones: all else in the ledger is held to it. Owned by one
 * thread.
 */
final class MilestoneLedger {

  private static final String WRITER =
      "find out who wrote it: the trainer that owns the shard is the only one to";

  private final String samplesTopic;
  private final LedgerDraft draft;
  private final Map<String, Said> said = new LinkedHashMap<>();

  /**
   * What a shard said.
   *
   * @param place names the record
   */
  record Said(String place, int partition, String key, MilestoneReached reached) {}

  /**
   * @param samplesTopic the deployment's
   */
  MilestoneLedger(String samplesTopic, LedgerDraft draft) {
    this.samplesTopic = samplesTopic;
    this.draft = draft;
  }

  /** Takes the next record; without an event the deletion of its key. */
  void take(ConsumerRecord<String, byte[]> record, @Nullable MilestoneReached reached) {
    if (record.key() == null) {
      return;
    }
    if (reached == null) {
      said.remove(record.key());
      return;
    }
    Said now = new Said(Places.of(record), record.partition(), record.key(), reached);
    Said before = said.remove(record.key());
    said.put(record.key(), now);
    if (before != null && before.reached().getIncarnation() == reached.getIncarnation()) {
      draft.find(
          now.place(),
          "says milestone %s of run %s, shard %s, a second time, after %s"
              .formatted(
                  reached.getMilestone(), reached.getRun(), reached.getShard(), before.place()),
          "two trainers had the shard: see their logs; readers keep to the newest");
    }
  }

  /** What is said of the runs that the ledger is of, as they are now. */
  List<Said> of(Runs runs) {
    return said.values().stream()
        .filter(
            it -> runs.current(it.reached().getRun(), it.reached().getIncarnation()).isPresent())
        .toList();
  }

  /** The milestones of a run that all of its shards on all samples have reached, and the last. */
  NavigableMap<Long, MilestoneReached> whole(RunState state) {
    Map<Long, Integer> shards = new HashMap<>();
    NavigableMap<Long, MilestoneReached> whole = new TreeMap<>();
    for (Said it : said.values()) {
      MilestoneReached reached = it.reached();
      if (isOf(state, reached)
          && reached.getHalf() == SampleHalf.BOTH
          && shards.merge(reached.getMilestone(), 1, Integer::sum)
              == state.run().spec().getShards()) {
        whole.put(reached.getMilestone(), reached);
      }
    }
    return whole;
  }

  /** The newest milestone of a shard; 0 for none. */
  long newest(Shard shard) {
    return said.values().stream()
        .map(Said::reached)
        .filter(it -> isOf(shard.state(), it) && it.getShard() == shard.number())
        .mapToLong(MilestoneReached::getMilestone)
        .max()
        .orElse(0);
  }

  /**
   * Holds all of it to the runs and to our own walk over the samples, and enters it.
   *
   * @param partitions of the topic
   */
  void check(Runs runs, SampleLedger samples, int partitions) {
    Collection<Said> all = said.values();
    for (Said it : all) {
      String run = it.reached().getRun();
      if (runs.isWanted(run)
          && runs.published().stream().noneMatch(state -> state.run().id().equals(run))) {
        draft.find(it.place(), "is of run %s, which nobody published".formatted(run), WRITER);
      }
    }
    Map<String, Integer> epochs = new HashMap<>();
    for (Said it : of(runs)) {
      RunState state =
          runs.current(it.reached().getRun(), it.reached().getIncarnation()).orElseThrow();
      check(state, it, partitions);
      checkPlace(state, it, samples.walk(state.run()));
      checkEpoch(it, epochs);
      enter(it);
    }
    runs.current().forEach(this::checkNoneIsMissing);
  }

  private void check(RunState state, Said it, int partitions) {
    MilestoneReached reached = it.reached();
    List<Shard> shards = state.shards();
    if (reached.getShard() < 0 || reached.getShard() >= shards.size()) {
      draft.find(
          it.place(),
          "is of shard %s; %s has %s".formatted(reached.getShard(), state, shards.size()),
          WRITER);
      return;
    }
    Shard shard = shards.get(reached.getShard());
    List<String> wrong = new ArrayList<>();
    expect(wrong, "specification", reached.getSpecHash(), state.run().hash());
    expect(
        wrong,
        "key",
        it.key(),
        Keys.shardMilestone(reached.getRun(), reached.getMilestone(), reached.getShard()));
    expect(
        wrong,
        "partition",
        it.partition(),
        Keys.shardPartition(reached.getRun(), reached.getShard(), partitions));
    expect(wrong, "first timestep", reached.getFirstTimestep(), shard.first());
    expect(wrong, "last timestep", reached.getLastTimestep(), shard.last());
    expect(wrong, "half", reached.getHalf(), shard.half());
    expect(
        wrong,
        "networks",
        reached.getNetworks().stream().map(NetworkRecords::getNetwork).toList(),
        shard.networks());
    if (!wrong.isEmpty()) {
      draft.find(
          it.place(),
          "does not say milestone %s as %s has it: %s"
              .formatted(reached.getMilestone(), shard, String.join("; ", wrong)),
          WRITER);
    }
  }

  private static void expect(List<String> wrong, String what, Object found, Object expected) {
    if (!found.equals(expected)) {
      wrong.add("%s is %s, not %s".formatted(what, found, expected));
    }
  }

  private void checkPlace(RunState state, Said it, PrefixWalk walk) {
    MilestoneReached reached = it.reached();
    if (!state.run().spec().getSamplesTopic().equals(samplesTopic)) {
      draft.cannotProve(
          "what %s was trained on: its samples are on topic %s, which is not the deployment's"
              .formatted(state.run(), state.run().spec().getSamplesTopic()));
      return;
    }
    PrefixWalk.Mark mark = walk.marks().get(reached.getMilestone());
    if (mark == null) {
      draft.find(
          it.place(),
          "says that milestone %s is reached, and %s samples to train on are there"
              .formatted(reached.getMilestone(), walk.kept()),
          "find out who deleted samples, or whether the topic was made anew");
      return;
    }
    if (!reached.getOffsets().equals(List.of(mark.place()))
        || reached.getHeldOut() != mark.heldOut()) {
      draft.find(
          it.place(),
          "says that the first %s samples end at %s, with %s held out before; they end at %s, with %s"
              .formatted(
                  reached.getMilestone(),
                  reached.getOffsets(),
                  reached.getHeldOut(),
                  List.of(mark.place()),
                  mark.heldOut()),
          "the samples topic is not what it was when the milestone was trained: apply the"
              + " specification under a run id of its own");
    }
    if (!mark.hash().isEmpty() && !mark.hash().equals(reached.getSamplesHash())) {
      draft.find(
          it.place(),
          "was trained on samples of SHA-256 %s; those that are there have %s"
              .formatted(reached.getSamplesHash(), mark.hash()),
          "the samples topic is not what it was when the milestone was trained: apply the"
              + " specification under a run id of its own");
    }
    if (mark.hash().isEmpty()) {
      draft.enterGone("samples/%s/%s".formatted(reached.getRun(), reached.getMilestone()));
      draft.cannotProve(
          "which samples the milestones of %s were trained on: the first of them are deleted"
              .formatted(state.run()));
    } else {
      draft.enter("samples/%s/%s".formatted(reached.getRun(), reached.getMilestone()), mark.hash());
    }
  }

  /** Each change of hands gives the shard a larger one. */
  private void checkEpoch(Said it, Map<String, Integer> epochs) {
    MilestoneReached reached = it.reached();
    Integer before = epochs.put(Shard.id(reached.getRun(), reached.getShard()), reached.getEpoch());
    if (before != null && before > reached.getEpoch()) {
      draft.find(
          it.place(),
          "was written in epoch %s, after a milestone of epoch %s"
              .formatted(reached.getEpoch(), before),
          "a trainer wrote that had lost the shard: see its log");
    }
  }

  private void enter(Said it) {
    MilestoneReached reached = it.reached();
    draft.enter(
        "milestones/" + it.key(),
        Digest.ofAll(
            reached.getHalf(),
            reached.getFirstTimestep(),
            reached.getLastTimestep(),
            reached.getHeldOut(),
            reached.getSteps(),
            reached.getSpecHash()));
  }

  /** Those that were asked for may have come too late; those of the schedule are all trained. */
  private void checkNoneIsMissing(RunState state) {
    MilestoneSchedule plan = state.milestones();
    MilestoneSchedule planned = new MilestoneSchedule(plan.first(), plan.ratio(), plan.last());
    Map<Integer, NavigableMap<Long, Said>> shards = new TreeMap<>();
    for (Said it : said.values()) {
      if (isOf(state, it.reached())) {
        shards
            .computeIfAbsent(it.reached().getShard(), number -> new TreeMap<>())
            .put(it.reached().getMilestone(), it);
      }
    }
    shards.forEach(
        (number, milestones) -> {
          for (long m : planned.upTo(milestones.lastKey())) {
            if (!milestones.containsKey(m)) {
              draft.find(
                  "milestones/" + Keys.shardMilestone(state.run().id(), m, number),
                  "is missing, and milestone %s after it is there"
                      .formatted(milestones.higherKey(m)),
                  "find out who deleted it: what was trained there is not shown by anybody");
            }
          }
        });
  }

  private static boolean isOf(RunState state, MilestoneReached reached) {
    return reached.getRun().equals(state.run().id())
        && reached.getIncarnation() == state.incarnation();
  }
}
