package io.scorestream.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.events.SampleOffset;
import io.scorestream.events.ScoreCheckpoint;
import io.scorestream.run.network.TimestepState;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointsTest {

  private final Run run = new Run(RunTest.spec("r", 256L));
  private final TimestepState state =
      new TimestepState(numbers(0.5f), numbers(-2), numbers(1e-9f), 77);

  @Test
  void state_comesBackBitForBit() {
    TimestepState back = Checkpoints.state(checkpoint());
    assertThat(back.weights()).containsExactly(state.weights());
    assertThat(back.firstMoments()).containsExactly(state.firstMoments());
    assertThat(back.secondMoments()).containsExactly(state.secondMoments());
    assertThat(back.step()).isEqualTo(77);
  }

  @Test
  void averages_comeBackAndAreScoredWith() {
    TimestepState averaging =
        new TimestepState(numbers(0.5f), numbers(-2), numbers(1e-9f), numbers(0.25f), 77);
    ScoreCheckpoint checkpoint =
        Checkpoints.checkpoint(
            run, 3, 256, List.of(new SampleOffset(0, 5L, 10)), averaging, 0.5, 1);
    assertThat(Checkpoints.state(checkpoint)).isEqualTo(averaging);
    assertThat(Checkpoints.state(checkpoint).scored()).containsExactly(numbers(0.25f));
    ScoreCheckpoint without =
        ScoreCheckpoint.newBuilder(checkpoint).setAveragedWeights(null).build();
    assertThatThrownBy(() -> Checkpoints.state(without)).hasMessageContaining("is damaged");
  }

  @Test
  void checkpoint_saysHowLargeTheNetworkIs() {
    assertThat(checkpoint().getLargestWeight()).isEqualTo(0.5);
    assertThat(checkpoint().getParameters()).isEqualTo(run.network().parameters());
    assertThat(checkpoint().getTime()).isEqualTo(run.grid().time(3));
  }

  @Test
  void flippedBit_isFound() {
    ScoreCheckpoint checkpoint = checkpoint();
    int at = checkpoint.getWeights().position() + 5;
    checkpoint.getWeights().put(at, (byte) (checkpoint.getWeights().get(at) ^ 1));
    assertThatThrownBy(() -> Checkpoints.state(checkpoint))
        .hasMessageContaining("run r, timestep 3, milestone 256 is damaged");
  }

  private ScoreCheckpoint checkpoint() {
    return Checkpoints.checkpoint(
        run, 3, 256, List.of(new SampleOffset(0, 2L, 10)), state, 0.25, 1);
  }

  private float[] numbers(float value) {
    float[] numbers = new float[run.network().parameters()];
    Arrays.fill(numbers, value);
    return numbers;
  }
}
