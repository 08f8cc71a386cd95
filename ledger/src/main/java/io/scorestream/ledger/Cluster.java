package io.scorestream.ledger;

import io.scorestream.run.RunState;
import io.scorestream.run.Shard;
import io.scorestream.topics.Keys;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * What the cluster says of a deployment.
 *
 * @param topics the deployment's
 * @param transactions those that are open on its topics
 * @param owned partitions of the milestones topic that a member of a group of trainers has
 * @param trainers how many members these groups have
 */
record Cluster(
    List<TopicCopies> topics,
    List<OpenTransaction> transactions,
    Set<Integer> owned,
    int trainers) {

  /** Keeps its own copies. */
  Cluster {
    topics = List.copyOf(topics);
    transactions = List.copyOf(transactions);
    owned = Set.copyOf(owned);
  }

  /**
   * How a topic is kept.
   *
   * @param replicas copies of the partition that has fewest
   * @param leastInSync {@code min.insync.replicas}
   * @param behind partitions that have fewer copies in sync than copies
   */
  record TopicCopies(String name, int replicas, int leastInSync, int behind) {}

  /**
   * A transaction that is open.
   *
   * @param id transactional id; empty where no coordinator knows the transaction
   * @param producer producer id
   * @param openMs for how long, in milliseconds
   * @param timeoutMs how long it may be
   * @param at where it is open, each with the offset of its first record
   */
  record OpenTransaction(String id, long producer, long openMs, long timeoutMs, List<Place> at) {

    /** Where a transaction is open. */
    record Place(TopicPartition partition, long offset) {}

    /** Whether it is none of the deployment's own, or one that should have ended. */
    boolean isHung(String prefix) {
      boolean isForeign = !id.isEmpty() && !id.startsWith(prefix + "-");
      return isForeign || openMs > timeoutMs;
    }
  }

  /**
   * Partitions on which a transaction hangs, so that readers do not come further.
   *
   * @param prefix of the deployment
   */
  Set<TopicPartition> hung(String prefix) {
    return transactions.stream()
        .filter(it -> it.isHung(prefix))
        .flatMap(it -> it.at().stream())
        .map(OpenTransaction.Place::partition)
        .collect(Collectors.toSet());
  }

  /** Says what of it is wrong, and what is worth knowing. */
  void report(LedgerDraft draft, String prefix) {
    reportCopies(draft);
    for (OpenTransaction open : transactions) {
      String what =
          "transaction %s of producer %s has been open for %s s"
              .formatted(
                  open.id().isEmpty() ? "without an id" : "'" + open.id() + "'",
                  open.producer(),
                  open.openMs() / 1000);
      for (OpenTransaction.Place at : open.at()) {
        String place = at.partition() + "@" + at.offset();
        if (open.isHung(prefix)) {
          draft.find(
              place,
              what + "; nobody reads what is behind it",
              "end its program, or abort it: kafka-transactions.sh abort --topic %s --partition %s --start-offset %s"
                  .formatted(at.partition().topic(), at.partition().partition(), at.offset()));
        } else {
          draft.notice(place + ": " + what);
        }
      }
    }
  }

  /** Says which shards nobody trains, of runs that are not at their end. */
  void reportOwners(LedgerDraft draft, Runs runs, MilestoneLedger milestones, int partitions) {
    for (RunState state : runs.current()) {
      List<Integer> alone =
          state.shards().stream()
              .filter(shard -> isToTrain(state, shard, milestones))
              .filter(
                  shard ->
                      !owned.contains(
                          Keys.shardPartition(state.run().id(), shard.number(), partitions)))
              .map(Shard::number)
              .toList();
      if (!alone.isEmpty()) {
        String what = "shards %s of %s have no trainer".formatted(alone, state);
        if (trainers == 0) {
          draft.notice(what + ": none runs");
        } else {
          draft.find(
              "runs/" + state.run().id(),
              what + ", and %s trainers run".formatted(trainers),
              "see whether they are told to train other runs (--runs), and what their logs say");
        }
      }
    }
  }

  private static boolean isToTrain(RunState state, Shard shard, MilestoneLedger milestones) {
    return state.isActive() && state.milestones().after(milestones.newest(shard)).isPresent();
  }

  private void reportCopies(LedgerDraft draft) {
    topics.stream()
        .collect(Collectors.groupingBy(it -> List.of(it.replicas(), it.leastInSync())))
        .entrySet()
        .stream()
        .sorted((one, other) -> Integer.compare(one.getKey().get(0), other.getKey().get(0)))
        .forEach(
            group -> {
              int replicas = group.getKey().get(0);
              int least = group.getKey().get(1);
              draft.notice(
                  "%s topics have %s and min.insync.replicas %s%s"
                      .formatted(
                          group.getValue().size(),
                          replicas == 1 ? "1 replica" : replicas + " replicas",
                          least,
                          replicas == 1
                              ? ": what the broker's disk loses is lost"
                              : least == 1
                                  ? ": what is acknowledged may be on one disk alone"
                                  : ""));
            });
    Stream<TopicCopies> behind = topics.stream().filter(it -> it.behind() > 0);
    behind.forEach(
        it ->
            draft.notice(
                "%s: %s partitions have fewer copies in sync than copies"
                    .formatted(it.name(), it.behind())));
  }
}
