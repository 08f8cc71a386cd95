package io.scorestream.trainer.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.run.Run;
import io.scorestream.run.Shard;
import io.scorestream.topics.Keys;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import io.scorestream.trainer.Specs;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OwnershipTest {

  private static final Topic MILESTONES = new TopicCatalogue("test").milestones();

  private final List<Shard> shards =
      new Run(Specs.small("r", "samples").setShards(4).build()).shards();
  private final Ownership ownership = new Ownership(MILESTONES);

  private static int partition(Shard shard) {
    return Keys.shardPartition(shard.run().id(), shard.number(), MILESTONES.partitions());
  }

  @Test
  void grant_isThereForTheShardsOfGivenPartitionsAlone() {
    ownership.give(List.of(partition(shards.get(1))));

    assertThat(ownership.grant(shards.get(1))).isPresent();
    assertThat(ownership.grant(shards.get(0))).isEmpty();
    assertThat(ownership.grant(shards.get(2))).isEmpty();
  }

  @Test
  void allPartitions_areAllShards() {
    ownership.give(IntStream.range(0, MILESTONES.partitions()).boxed().toList());

    assertThat(shards).allMatch(shard -> ownership.grant(shard).isPresent());
  }

  /** Another trainer may have been at work in between. */
  @Test
  void holds_ofAShardTakenAndGivenAgain_tellsTheBreak() {
    Shard shard = shards.get(0);
    ownership.give(List.of(partition(shard)));
    long first = ownership.grant(shard).orElseThrow();
    assertThat(ownership.holds(shard, first)).isTrue();

    ownership.take(List.of(partition(shard)));
    assertThat(ownership.holds(shard, first)).isFalse();
    ownership.give(List.of(partition(shard)));
    assertThat(ownership.holds(shard, first)).isFalse();
    assertThat(ownership.holds(shard, ownership.grant(shard).orElseThrow())).isTrue();
  }

  @Test
  void depose_underAnEarlierGrant_leavesTheNewOne() {
    Shard shard = shards.get(0);
    ownership.give(List.of(partition(shard)));
    long first = ownership.grant(shard).orElseThrow();
    ownership.give(List.of(partition(shard)));

    ownership.depose(shard, first);
    assertThat(ownership.grant(shard)).isPresent();
    ownership.depose(shard, ownership.grant(shard).orElseThrow());
    assertThat(ownership.grant(shard)).isEmpty();
  }

  /** Several runs have a shard in each partition; who lost one of them still trains the others. */
  @Test
  void depose_leavesAnotherRunsShardOfThatPartition() {
    Shard ours = shards.get(0);
    Shard other =
        new Run(Specs.small("x", "samples").setShards(4).build())
            .shards().stream()
                .filter(it -> partition(it) == partition(ours))
                .findFirst()
                .orElseThrow();
    ownership.give(List.of(partition(ours)));

    ownership.depose(ours, ownership.grant(ours).orElseThrow());

    assertThat(ownership.grant(ours)).isEmpty();
    assertThat(ownership.grant(other)).isPresent();
  }

  @Test
  void retain_forgetsRunsThatAreNoMore() {
    Shard shard = shards.get(0);
    ownership.give(List.of(partition(shard)));
    ownership.depose(shard, ownership.grant(shard).orElseThrow());

    ownership.retain(Set.of(shard.id()));
    assertThat(ownership.grant(shard)).isEmpty();
    ownership.retain(Set.of());
    assertThat(ownership.grant(shard)).isPresent();
  }
}
