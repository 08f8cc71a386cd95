package io.scorestream.evaluator.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.events.OptimiserSpec;
import org.junit.jupiter.api.Test;

class PassesTest {

  private static final OptimiserSpec OPTIMISER =
      OptimiserSpec.newBuilder()
          .setLearningRate(1e-3)
          .setBatchSize(256)
          .setEpochs(100)
          .setMinSteps(1)
          .setMaxSteps(2_000)
          .build();

  @Test
  void passes_areCutShortFromTheMilestoneOnAtWhichStepsRunOut() {
    assertThat(Passes.of(OPTIMISER, 5_120).isCutShort()).isFalse();
    assertThat(Passes.of(OPTIMISER, 5_121).isCutShort()).isTrue();
    assertThat(Passes.of(OPTIMISER, 8_192).allowed()).isEqualTo(62.5);
  }

  @Test
  void batchesOfTheWholeMilestone_areOnePassEach() {
    assertThat(Passes.of(OPTIMISER, 100).allowed()).isEqualTo(2_000);
  }
}
