package io.scorestream.service.ownership;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.topics.Keys;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Assignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How many of a run's shards each trainer has, by Kafka's own assignor. It hands partitions out in
 * turn to members that come at once; from those that are there when another comes, it takes
 * neighbours.
 */
class ShardSpreadTest {

  private static final String TOPIC = "milestones";
  private static final int PARTITIONS = 12;

  /** All members are of the newest one at all times. */
  private static final int GENERATION = 1;

  /** Ids whose hashes are different modulo twice the partitions. */
  private static final List<String> RUNS =
      IntStream.range(0, 2 * PARTITIONS).mapToObj(i -> String.valueOf((char) ('a' + i))).toList();

  private final List<Member> members = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6, 12})
  void trainersThatComeAtOnce_haveEvenShares(int trainers) {
    IntStream.range(0, trainers).forEach(this::join);
    rebalance();
    for (String run : RUNS) {
      assertThat(spread(run, 12)).as("12 shards of run %s", run).isZero();
      assertThat(spread(run, 6)).as("6 shards of run %s", run).isEqualTo(6 % trainers == 0 ? 0 : 1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 12})
  void trainersThatComeOneByOne_haveEvenShares(int trainers) {
    oneByOne(trainers);
    for (String run : RUNS) {
      assertThat(spread(run, 12)).as("12 shards of run %s", run).isZero();
      assertThat(spread(run, 6)).as("6 shards of run %s", run).isEqualTo(6 % trainers == 0 ? 0 : 1);
    }
  }

  /** Of six, one may have two shards and one none; never do three have all. */
  @Test
  void sixTrainersThatComeOneByOne_areOffByOneShardAtMost() {
    oneByOne(6);
    for (String run : RUNS) {
      assertThat(spread(run, 12)).isZero();
      assertThat(shares(run, 6).stream().filter(share -> share == 0).count())
          .as("trainers without a shard of run %s", run)
          .isLessThanOrEqualTo(1);
    }
  }

  private void oneByOne(int trainers) {
    for (int i = 0; i < trainers; i++) {
      join(i);
      rebalance();
    }
  }

  private void join(int number) {
    members.add(new Member("trainer-" + number));
  }

  /** The largest share of a run's shards less the smallest. */
  private int spread(String run, int shards) {
    List<Integer> shares = shares(run, shards);
    return Collections.max(shares) - Collections.min(shares);
  }

  private List<Integer> shares(String run, int shards) {
    List<Integer> partitions =
        IntStream.range(0, shards)
            .map(shard -> Keys.shardPartition(run, shard, PARTITIONS))
            .boxed()
            .toList();
    assertThat(partitions).doesNotHaveDuplicates().allMatch(p -> p >= 0 && p < PARTITIONS);
    return members.stream()
        .map(member -> (int) partitions.stream().filter(member::owns).count())
        .toList();
  }

  /** Until nothing moves any more: a partition that does is first given up, then given. */
  private void rebalance() {
    int assigned = 0;
    while (assigned < PARTITIONS) {
      Map<String, Subscription> subscriptions = new HashMap<>();
      members.forEach(member -> subscriptions.put(member.id, member.subscription()));
      Map<String, Assignment> assignment =
          members
              .get(0)
              .assignor
              .assign(cluster(), new GroupSubscription(subscriptions))
              .groupAssignment();
      members.forEach(member -> member.take(requireNonNull(assignment.get(member.id))));
      assigned = members.stream().mapToInt(member -> member.owned.size()).sum();
    }
  }

  private static Cluster cluster() {
    Node node = new Node(0, "h", 1);
    Node[] replicas = {node};
    List<PartitionInfo> partitions =
        IntStream.range(0, PARTITIONS)
            .mapToObj(number -> new PartitionInfo(TOPIC, number, node, replicas, replicas))
            .toList();
    return new Cluster("c", List.of(node), partitions, Set.of(), Set.of());
  }

  /** A consumer as the group's leader sees it. */
  private static final class Member {
    private final String id;
    private final CooperativeStickyAssignor assignor = new CooperativeStickyAssignor();
    private List<TopicPartition> owned = List.of();

    Member(String id) {
      this.id = id;
    }

    Subscription subscription() {
      return new Subscription(
          List.of(TOPIC),
          assignor.subscriptionUserData(Set.of(TOPIC)),
          owned,
          GENERATION,
          Optional.empty());
    }

    void take(Assignment assignment) {
      owned = List.copyOf(assignment.partitions());
    }

    boolean owns(int partition) {
      return owned.contains(new TopicPartition(TOPIC, partition));
    }
  }
}
