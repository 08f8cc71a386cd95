package io.scorestream.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.scorestream.events.RunSpec;
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
  void bank_hasTheTimestepsOfTheShard() {
    Shard second = run(10, 3).shards().get(1);
    assertThat(second.bank().timesteps()).hasSize(second.size());
    assertThat(second.bank().timesteps().get(0).number()).isEqualTo(second.first());
    assertThat(second.contains(second.last())).isTrue();
    assertThat(second.contains(second.last() + 1)).isFalse();
  }

  @Test
  void moreShardsThanTimesteps_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run(4, 5))
        .withMessageContaining("5 shards for 4 timesteps");
    assertThatIllegalArgumentException().isThrownBy(() -> run(4, 0));
  }
}
