package io.scorestream.run.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConvolutionalShapeTest {
  private static final PixelGrid GRID = new PixelGrid(8, 4, 3);

  @Test
  void parameters_areTheSumOfAllTensors() {
    ConvolutionalShape shape = new ConvolutionalShape(90, 0, GRID, 5, 2, Activation.SILU);

    int time = (TimeFeatures.COUNT + 1) * 20;
    int fine = 2 * (2 * 45 * 5 + 2 * 5 + 20 * 5);
    int coarse = 2 * (2 * 90 * 10 + 2 * 10 + 20 * 10);
    int maps = 27 * 5 + 5 + 5 * 10 + 10 + 10 * 10 + 10 + 10 * 5 + 5 + 45 * 3 + 3;
    assertThat(shape.parameters()).isEqualTo(time + 2 * fine + 3 * coarse + maps);
    assertThat(shape.tensors()).extracting(WeightTensor::name).doesNotHaveDuplicates();
    assertThat(shape.depth()).isEqualTo(5 + 5 * 2 * 2);
    assertThat(shape.seesTime()).isTrue();
  }

  @Test
  void tensors_lastOfEachBlockAndOfAll_beginAtZero() {
    assertThat(new ConvolutionalShape(90, 0, GRID, 5, 1, Activation.RELU).tensors())
        .filteredOn(tensor -> tensor.name().endsWith("W2") || tensor.name().startsWith("out"))
        .hasSize(7)
        .noneMatch(WeightTensor::drawn);
  }

  @Test
  void constructors_whatCannotBe_saysWhich() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ConvolutionalShape(90, 0, GRID, 0, 1, Activation.SILU))
        .withMessageContaining("0 channels");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PixelGrid(6, 4, 1))
        .withMessageContaining("multiples of 4");
  }

  @Test
  void bank_layoutOfOtherPixels_isRefused() {
    ConvolutionalShape shape = new ConvolutionalShape(2, 0, GRID, 5, 1, Activation.SILU);
    PixelLayout other = new PixelLayout(new PixelGrid(4, 8, 3), new float[2 * 96]);
    List<Timestep> timesteps = List.of(new Timestep(1, 0.1));

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new BankSpec(
                    shape, timesteps, List.of(1.0, 1.0), Optimiser.standard(), Optional.of(other)))
        .withMessageContaining("layout of their pixels");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BankSpec(shape, timesteps, List.of(1.0, 1.0), Optimiser.standard()));
  }
}
