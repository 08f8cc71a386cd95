package io.scorestream.run.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TimestepStateTest {
  private static final NetworkShape AFFINE = new NetworkShape(1, List.of(), Activation.RELU);

  @Test
  void constructor_unequalLengths_namesThem() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TimestepState(new float[2], new float[3], new float[2], 0))
        .withMessageContaining("2 weights, 3 first and 2 second moments");
  }

  @Test
  void constructor_negativeStep_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TimestepState(new float[0], new float[0], new float[0], -1))
        .withMessageContaining("-1 steps");
  }

  @Test
  void requireFits_stateOfAnotherNetwork_namesTimestepAndBothSizes() {
    TimestepState state = new TimestepState(new float[3], new float[3], new float[3], 0);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> state.requireFits(AFFINE, 7))
        .withMessageContaining("timestep 7 has 3 weights")
        .withMessageContaining("needs 2");
  }

  @Test
  void requireFits_weightsNotFinite_isRefused() {
    float[] weights = {1, Float.NaN};

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new TimestepState(weights, new float[2], new float[2], 9).requireFits(AFFINE, 3))
        .withMessageContaining("timestep 3 after 9 steps");
    assertThatCode(
            () ->
                new TimestepState(new float[2], new float[2], new float[2], 9)
                    .requireFits(AFFINE, 3))
        .doesNotThrowAnyException();
  }

  @Test
  void equals_zeroOfTheOtherSign_isAnotherState() {
    TimestepState state = new TimestepState(new float[] {0f}, new float[1], new float[1], 1);

    assertThat(state)
        .isEqualTo(new TimestepState(new float[] {0f}, new float[1], new float[1], 1))
        .isNotEqualTo(new TimestepState(new float[] {-0f}, new float[1], new float[1], 1));
  }
}
