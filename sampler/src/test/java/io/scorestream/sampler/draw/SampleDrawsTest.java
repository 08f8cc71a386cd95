package io.scorestream.sampler.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.checkpoints.TrainedNetworks;
import io.scorestream.checkpoints.WholeMilestone;
import io.scorestream.fixtures.SmallRun;
import io.scorestream.model.DevicePreference;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SampleDrawsTest {

  private final Run run = SmallRun.named("small", 4);
  private final TrainedNetworks networks =
      new TrainedNetworks(
          new WholeMilestone(256, 0, Map.of(), List.of()), UntrainedNetworks.of(run, 1));
  private final SampleDraws draws = new SampleDraws(DevicePreference.CPU);

  @AfterEach
  void close() {
    draws.close();
  }

  private Rows all(long seed, long count) {
    List<Rows> blocks = new ArrayList<>();
    for (long number = 0; number < SampleDraws.blocks(count); number++) {
      blocks.add(draws.block(run, networks, run.plan(), seed, number, count, remaining -> {}));
    }
    return Rows.joined(run.sampleDimension(), blocks);
  }

  @Test
  void blocks_holdAsManyAsWereAskedFor() {
    assertThat(all(1, 1).count()).isEqualTo(1);
    assertThat(all(1, SampleDraws.BLOCK).count()).isEqualTo(SampleDraws.BLOCK);
    assertThat(all(1, 2 * SampleDraws.BLOCK + 3).count()).isEqualTo(2 * SampleDraws.BLOCK + 3);
  }

  @Test
  void firstSamples_areTheSameHoweverManyFollow() {
    Rows many = all(7, SampleDraws.BLOCK + 500);
    assertThat(all(7, 200)).isEqualTo(many.first(200));
    assertThat(all(7, SampleDraws.BLOCK + 1)).isEqualTo(many.first(SampleDraws.BLOCK + 1));
  }

  @Test
  void otherSeedsAndBlocks_giveOthers() {
    Rows first = all(7, 2 * SampleDraws.BLOCK);
    assertThat(all(8, 100)).isNotEqualTo(first.first(100));
    assertThat(first.first(100))
        .isNotEqualTo(first.range(SampleDraws.BLOCK, SampleDraws.BLOCK + 100));
  }
}
