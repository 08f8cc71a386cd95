package io.scorestream.run.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class DenseShapeTest {
  @Test
  void parameters_twoHiddenLayers_areTheSumOfAllTensors() {
    NetworkShape shape = new DenseShape(2, List.of(5, 3), Activation.RELU);

    assertThat(shape.tensors())
        .extracting(WeightTensor::name)
        .containsExactly("W1", "W2", "b2", "Wout", "affine");
    assertThat(shape.parameters()).isEqualTo(3 * 5 + 5 * 3 + 3 + 3 * 2 + 3 * 2);
    assertThat(shape.depth()).isEqualTo(3);
  }

  @Test
  void tensors_noHiddenLayer_areTheAffineMapAlone() {
    NetworkShape shape = new DenseShape(4, List.of(), Activation.RELU);

    assertThat(shape.tensors()).containsExactly(new WeightTensor("affine", 5, 4, false));
    assertThat(shape.depth()).isEqualTo(1);
  }

  @Test
  void constructor_layerWithoutUnits_saysWhich() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DenseShape(2, List.of(8, 0), Activation.ELU))
        .withMessageContaining("[8, 0]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DenseShape(0, List.of(), Activation.ELU))
        .withMessageContaining("dimension is 0");
  }
}
