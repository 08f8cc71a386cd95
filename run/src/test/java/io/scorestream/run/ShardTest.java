package io.scorestream.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.scorestream.events.MilestoneSpec;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SampleHalf;
import io.scorestream.run.encoding.Standardiser;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardTest {

  private static Run run(int timesteps, int shards) {
    RunSpec spec =
        new RunDraft("r", "samples", "s", Standardiser.identity(2), null, timesteps, 256L, 1)
            .spec();
    return new Run(RunSpec.newBuilder(spec).setShards(shards).build());
  }

  @Test
  void shards_coverEveryTimestepOnce_inPartsOfNearlyEqualSize() {
    for (int shards = 1; shards <= 50; shards++) {
      List<Shard> parts = run(50, shards).shards();
      assertThat(parts).hasSize(shards);
      assertThat(parts.stream().flatMapToInt(it -> IntStream.rangeClosed(it.first(), it.last())))
          .containsExactlyElementsOf(IntStream.rangeClosed(1, 50).boxed().toList());
      int least = 50 / shards;
      assertThat(parts).allMatch(part -> part.size() == least || part.size() == least + 1);
    }
  }

  @Test
  void bands_areNotCut_andEachShardHasNearlyAsMany() {
    RunSpec spec = run(50, 1).spec();
    for (int bands = 1; bands <= 50; bands++) {
      for (int shards = 1; shards <= bands; shards++) {
        Run run = new Run(RunTest.banded(spec, bands, shards));
        List<Shard> parts = run.shards();
        assertThat(parts.stream().flatMap(part -> part.networks().stream()))
            .as("%s bands, %s shards", bands, shards)
            .hasSize(bands)
            .containsExactlyElementsOf(run.bank().networks());
        assertThat(parts.stream().flatMapToInt(it -> IntStream.rangeClosed(it.first(), it.last())))
            .containsExactlyElementsOf(IntStream.rangeClosed(1, 50).boxed().toList());
        int least = bands / shards;
        assertThat(parts)
            .allMatch(part -> part.networks().size() - least <= 1)
            .allMatch(part -> part.networks().size() >= least);
      }
    }
  }

  @Test
  void bands_areOfNearlyEqualSize() {
    RunSpec spec = run(50, 1).spec();
    for (int bands = 1; bands <= 50; bands++) {
      Run run = new Run(RunTest.banded(spec, bands, 1));
      int least = 50 / bands;
      assertThat(run.bank().networks())
          .allMatch(network -> run.timestepsOf(network).size() - least <= 1)
          .allMatch(network -> run.timestepsOf(network).size() >= least);
    }
  }

  @Test
  void bank_hasTheTimestepsOfTheShard() {
    Shard second = run(10, 3).shards().get(1);
    assertThat(second.bank().timesteps()).hasSize(second.size());
    assertThat(second.bank().timesteps().get(0).number()).isEqualTo(second.first());
    assertThat(second.contains(second.last())).isTrue();
    assertThat(second.contains(second.last() + 1)).isFalse();
  }

  @Test
  void halves_haveShardsOfTheirOwnBehindThoseOfAllSamples() {
    Run whole = run(10, 3);
    List<Shard> shards = halved(whole).shards();
    assertThat(shards).extracting(Shard::number).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
    for (Shard shard : shards) {
      Shard same = whole.shards().get(shard.number() % 3);
      assertThat(shard).returns(same.first(), Shard::first).returns(same.last(), Shard::last);
      assertThat(shard.isWhole()).isEqualTo(shard.number() < 3);
    }
    assertThat(shards.subList(3, 6)).allMatch(shard -> shard.half() == SampleHalf.FIRST);
    assertThat(shards.subList(6, 9)).allMatch(shard -> shard.half() == SampleHalf.SECOND);
    assertThat(shards).extracting(Shard::id).doesNotHaveDuplicates();
    assertThat(shards).extracting(Shard::toString).doesNotHaveDuplicates();
  }

  @Test
  void halves_shareNeitherSamplesNorSeed_andAllSamplesKeepTheRuns() {
    List<Shard> shards = halved(run(10, 1)).shards();
    assertThat(shards).extracting(Shard::seed).startsWith(1L).doesNotHaveDuplicates();
    for (long sequence = 0; sequence < 100; sequence++) {
      assertThat(shards.get(0).trained().test(sequence)).isTrue();
      assertThat(shards.get(1).trained().test(sequence))
          .isNotEqualTo(shards.get(2).trained().test(sequence));
    }
  }

  @Test
  void halves_ofMilestonesThatMayLeaveOneEmpty_areRefused() {
    RunSpec few =
        RunSpec.newBuilder(run(10, 1).spec())
            .setHalves(true)
            .setMilestones(new MilestoneSpec(31L, 2.0, null))
            .build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Run(few))
        .withMessageContaining("halves of milestone 31");
  }

  private static Run halved(Run run) {
    return new Run(RunSpec.newBuilder(run.spec()).setHalves(true).build());
  }

  @Test
  void moreShardsThanNetworks_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run(4, 5))
        .withMessageContaining("5 shards for 4 networks");
    assertThatIllegalArgumentException().isThrownBy(() -> run(4, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Run(RunTest.banded(run(4, 1).spec(), 2, 3)))
        .withMessage("run r has 3 shards for 2 networks; give 1 to as many as there are networks");
  }
}
