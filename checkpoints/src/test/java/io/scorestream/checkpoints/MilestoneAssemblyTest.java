package io.scorestream.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.events.MilestoneReached;
import io.scorestream.events.NetworkRecords;
import io.scorestream.events.RecordOffset;
import io.scorestream.fixtures.SmallRun;
import io.scorestream.run.Run;
import io.scorestream.run.Shard;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MilestoneAssemblyTest {

  private final Run run = SmallRun.named("small", 16);
  private final int shards = run.shards().size();
  private final MilestoneAssembly assembly = new MilestoneAssembly(run);

  @Test
  void add_ofTheLastMissing_saysWhereAllNetworksLieInTheirOrder() {
    List<MilestoneReached> shuffled = new ArrayList<>(reached(256, 100));
    Collections.reverse(shuffled);

    WholeMilestone whole = addAll(shuffled).orElseThrow();

    assertThat(whole.milestone()).isEqualTo(256);
    assertThat(whole.place()).isEqualTo(shuffled.get(0).getOffsets());
    assertThat(whole.weights().keySet())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, SmallRun.TIMESTEPS).mapToObj(k -> "small/" + k).toList());
    assertThat(whole.weights().values())
        .extracting(RecordOffset::getOffset)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, SmallRun.TIMESTEPS).mapToObj(k -> 100L + k).toList());
  }

  @Test
  void add_ofAllButOne_waits() {
    assertThat(addAll(reached(256, 0).subList(1, shards))).isEmpty();
  }

  @Test
  void add_ofTheNextMilestone_mixesInNothingOfTheOneBefore() {
    addAll(reached(256, 0).subList(0, shards - 1));

    List<MilestoneReached> next = reached(512, 500);
    assertThat(assembly.add(next.get(shards - 1))).isEmpty();
    assertThat(addAll(next.subList(1, shards - 1))).isEmpty();
    WholeMilestone whole = assembly.add(next.get(0)).orElseThrow();

    assertThat(whole.milestone()).isEqualTo(512);
    assertThat(whole.weights().get("small/1")).extracting(RecordOffset::getOffset).isEqualTo(501L);
  }

  @Test
  void add_ofShardsAtDifferentMilestones_givesEachMilestoneWhenItIsWhole() {
    List<MilestoneReached> first = reached(256, 0);
    List<MilestoneReached> second = reached(512, 500);
    addAll(first.subList(0, 2));
    addAll(second.subList(0, 2));

    assertThat(addAll(first.subList(2, shards)).orElseThrow().milestone()).isEqualTo(256);
    WholeMilestone whole = addAll(second.subList(2, shards)).orElseThrow();
    assertThat(whole.milestone()).isEqualTo(512);
    assertThat(whole.weights().get("small/1")).extracting(RecordOffset::getOffset).isEqualTo(501L);
  }

  @Test
  void add_ofALaterLifeOfTheRun_mixesInNothingOfTheOneBefore() {
    addAll(reached(256, 0).subList(0, shards - 1));
    MilestoneReached late = reached(256, 0).get(shards - 1);

    List<MilestoneReached> again = reached(256, 500).stream().map(it -> reborn(it)).toList();
    assertThat(addAll(again.subList(0, shards - 1))).isEmpty();
    assertThat(assembly.add(late)).isEmpty();
    WholeMilestone whole = assembly.add(again.get(shards - 1)).orElseThrow();

    assertThat(whole.incarnation()).isEqualTo(1);
    assertThat(whole.weights().values())
        .allMatch(at -> at.getOffset() > 500, "all of the later life");
  }

  @Test
  void add_ofAnotherSpecification_isRefused() {
    Shard foreign = SmallRun.named("small", 17).shards().get(0);

    assertThatThrownBy(() -> assembly.add(SmallRun.reached(foreign, 256, places(0))))
        .hasMessageContaining("another specification of run small");
  }

  @Test
  void add_ofANetworkBeyondTheGrid_isRefused() {
    MilestoneReached beyond =
        MilestoneReached.newBuilder(reached(256, 0).get(0))
            .setNetworks(
                List.of(new NetworkRecords(13, new RecordOffset(0, 1L), new RecordOffset(0, 1L))))
            .build();

    assertThatThrownBy(() -> assembly.add(beyond)).hasMessageContaining("it is of network 13");
  }

  /** What all shards say; network k lies at offset {@code before + k}. */
  private List<MilestoneReached> reached(long milestone, long before) {
    return run.shards().stream()
        .map(shard -> SmallRun.reached(shard, milestone, places(before)))
        .toList();
  }

  private static List<RecordOffset> places(long before) {
    return IntStream.rangeClosed(1, SmallRun.TIMESTEPS)
        .mapToObj(k -> new RecordOffset(0, before + k))
        .toList();
  }

  private static MilestoneReached reborn(MilestoneReached reached) {
    return MilestoneReached.newBuilder(reached).setIncarnation(1).build();
  }

  private Optional<WholeMilestone> addAll(List<MilestoneReached> reached) {
    Optional<WholeMilestone> whole = Optional.empty();
    for (MilestoneReached one : reached) {
      whole = assembly.add(one);
    }
    return whole;
  }
}
