package io.scorestream.run.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkStateTest {

  private static final NetworkShape AFFINE = new DenseShape(1, List.of(), Activation.RELU);

  @Test
  void momentsOfAnotherLengthThanTheWeights_areRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state(new float[2], new float[3], 0))
        .withMessageContaining("2 weights, 3 first and 2 second moments");
  }

  @Test
  void averagesOfAnotherLengthThanTheWeights_areRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NetworkWeights(new float[2], new float[3], 0))
        .withMessageContaining("2 weights and running means of 3");
  }

  @Test
  void stepBeforeTheFirst_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NetworkWeights(new float[0], -1))
        .withMessageContaining("-1 steps");
  }

  @Test
  void requireFits_stateOfAnotherShape_namesNetworkAndBothSizes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state(new float[3], new float[3], 0).requireFits(AFFINE, 7))
        .withMessageContaining("network 7 has 3 weights")
        .withMessageContaining("needs 2");
  }

  @Test
  void requireFits_numbersThatAreNotFinite_areRefused() {
    float[] odd = {1, Float.NaN};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state(odd, new float[2], 9).requireFits(AFFINE, 3))
        .withMessageContaining("network 3 after 9 steps has a weight");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state(new float[2], odd, 9).requireFits(AFFINE, 3))
        .withMessageContaining("network 3 after 9 steps has a moment");
    assertThatCode(() -> state(new float[2], new float[2], 9).requireFits(AFFINE, 3))
        .doesNotThrowAnyException();
  }

  @Test
  void zeroOfTheOtherSign_isAnotherState() {
    NetworkState state = state(new float[] {0f}, new float[1], 1);
    assertThat(state)
        .isEqualTo(state(new float[] {0f}, new float[1], 1))
        .isNotEqualTo(state(new float[] {-0f}, new float[1], 1))
        .isNotEqualTo(state(new float[] {0f}, new float[] {-0f}, 1));
  }

  private static NetworkState state(float[] weights, float[] firstMoments, long step) {
    return new NetworkState(
        new NetworkWeights(weights, step), firstMoments, new float[weights.length]);
  }
}
