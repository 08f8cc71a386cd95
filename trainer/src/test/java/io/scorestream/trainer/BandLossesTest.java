package io.scorestream.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.events.RunSpec;
import io.scorestream.run.Run;
import io.scorestream.run.RunDraft;
import io.scorestream.run.Shard;
import io.scorestream.run.encoding.Standardiser;
import io.scorestream.trainer.training.LossWindow;
import io.scorestream.trainer.training.TrainedMilestone;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BandLossesTest {

  private static final int TIMESTEPS = 12;

  private final List<Shard> shards =
      new Run(
              RunSpec.newBuilder(
                      new RunDraft(
                              "r", "t", "s", Standardiser.identity(1), null, TIMESTEPS, null, 1)
                          .spec())
                  .setShards(2)
                  .build())
          .shards();

  private final BandLosses losses = new BandLosses(TIMESTEPS);

  @Test
  void means_areOverTheTimestepsThatThisTrainerHas() {
    losses.take(shards.get(0), milestone(1, 2, 3, 4, 5, 6));
    assertThat(losses.means())
        .containsOnlyKeys("01-02", "03-04", "05-07")
        .containsEntry("01-02", 1.5)
        .containsEntry("05-07", 5.5);
    losses.take(shards.get(1), milestone(7, 8, 9, 10, 11, 12));
    assertThat(losses.means())
        .containsOnlyKeys("01-02", "03-04", "05-07", "08-09", "10-12")
        .containsEntry("05-07", 6.0)
        .containsEntry("10-12", 11.0);
  }

  @Test
  void droppedShard_isNoLongerCounted() {
    losses.take(shards.get(0), milestone(1, 2, 3, 4, 5, 6));
    losses.take(shards.get(1), milestone(7, 8, 9, 10, 11, 12));
    losses.drop(shards.get(0));
    assertThat(losses.means()).containsOnlyKeys("05-07", "08-09", "10-12");
  }

  private static TrainedMilestone milestone(float... losses) {
    LossWindow window = new LossWindow(losses.length);
    window.add(losses);
    return new TrainedMilestone(256, 1, 1, window, List.of(), 0, 1, 0, Optional.empty());
  }
}
