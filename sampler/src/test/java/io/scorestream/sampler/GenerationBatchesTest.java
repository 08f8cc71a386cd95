package io.scorestream.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.checkpoints.TrainedNetworks;
import io.scorestream.checkpoints.WholeMilestone;
import io.scorestream.events.GenerationBatch;
import io.scorestream.events.SampleOffset;
import io.scorestream.events.codec.Floats;
import io.scorestream.fixtures.SmallRun;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GenerationBatchesTest {

  private static final int ROWS_IN_FOUR_MEBIBYTES = 512 * 1024;

  private final Run run = SmallRun.named("small", 16);
  private final TrainedNetworks networks =
      new TrainedNetworks(
          new WholeMilestone(512, 0, Map.of(), List.of(new SampleOffset(0, 9L, 4))), List.of());

  @Test
  void of_fewSamples_areOneBatchThatSaysWhereItComesFrom() {
    float[] samples = {1, 2, 3, 4, 5, 6};

    List<GenerationBatch> batches =
        GenerationBatches.of(RunState.of(run), networks, Rows.of(samples, 2), "CPU");

    GenerationBatch only = batches.get(0);
    assertThat(batches).hasSize(1);
    assertThat(only.getBatch()).isZero();
    assertThat(only.getBatches()).isEqualTo(1);
    assertThat(only.getCount()).isEqualTo(3);
    assertThat(only.getDimension()).isEqualTo(2);
    assertThat(only.getRun()).isEqualTo("small");
    assertThat(only.getMilestone()).isEqualTo(512);
    assertThat(only.getSteps()).isEqualTo(SmallRun.TIMESTEPS);
    assertThat(only.getUpdate()).isEqualTo("SDE_MULTISTEP");
    assertThat(only.getSeed()).isEqualTo(3);
    assertThat(only.getDevice()).isEqualTo("CPU");
    assertThat(only.getSpecHash()).isEqualTo(run.hash());
    assertThat(only.getOffsets()).isEqualTo(networks.milestone().place());
    assertThat(Floats.of(only.getData())).isEqualTo(samples);
  }

  @Test
  void of_manySamples_areCutIntoBatchesOfFourMebibytesWithoutLoss() {
    float[] samples = new float[2 * (2 * ROWS_IN_FOUR_MEBIBYTES + 5)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = i;
    }

    List<GenerationBatch> batches =
        GenerationBatches.of(RunState.of(run), networks, Rows.of(samples, 2), "CPU");

    assertThat(batches).extracting(GenerationBatch::getBatch).containsExactly(0, 1, 2);
    assertThat(batches).extracting(GenerationBatch::getBatches).containsOnly(3);
    assertThat(batches)
        .extracting(GenerationBatch::getCount)
        .containsExactly(ROWS_IN_FOUR_MEBIBYTES, ROWS_IN_FOUR_MEBIBYTES, 5);
    int at = 0;
    for (GenerationBatch batch : batches) {
      for (float number : Floats.of(batch.getData())) {
        assertThat(number == samples[at++]).isTrue();
      }
    }
    assertThat(at).isEqualTo(samples.length);
  }
}
