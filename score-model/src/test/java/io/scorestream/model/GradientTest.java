package io.scorestream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.run.network.Activation;
import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.DenseShape;
import io.scorestream.run.network.NetworkShape;
import io.scorestream.run.network.NetworkState;
import io.scorestream.run.network.NetworkWeights;
import io.scorestream.run.network.Optimiser;
import io.scorestream.run.network.Timestep;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The graph's gradients against central differences of its loss. After one step from zero moments
 * the first moment is {@code (1 − β₁)} times the gradient of the objective.
 */
class GradientTest {
  private static final int D = 3;
  private static final long SEED = 5;
  private static final float SHIFT = 5e-3f;

  private final FloatBuffer batch = Banks.normals(11, 200, D);

  @ParameterizedTest
  @EnumSource(Activation.class)
  void trainStep_everyTensorOfEveryTimestep_followsTheSlopeOfTheLoss(Activation activation) {
    NetworkShape network = new DenseShape(D, List.of(7, 5), activation);
    BankSpec spec =
        new BankSpec(network, Banks.timesteps(1, 2), List.of(0.5, 1.0, 2.0), Optimiser.standard());
    try (NetworkTrainer bank = NetworkTrainer.open(spec, DevicePreference.CPU)) {
      List<NetworkState> start = List.of(randomState(network, 1), randomState(network, 2));
      bank.restore(start);
      bank.trainStep(batch, SEED, 0);
      List<NetworkState> after = bank.state();

      for (int tensor = 0; tensor < network.tensors().size(); tensor++) {
        float[] direction = direction(network, tensor);
        float[] up = losses(bank, start, direction, SHIFT);
        float[] down = losses(bank, start, direction, -SHIFT);
        for (int k = 0; k < 2; k++) {
          double weight = spec.objectiveWeight(spec.timesteps().get(k));
          double slope = weight * (up[k] - down[k]) / (2 * SHIFT);
          double predicted = 10 * dot(after.get(k).firstMoments(), direction);
          double norm = 10 * norm(after.get(k).firstMoments(), StateLayout.of(network, tensor));
          assertThat(norm).as("a gradient to compare").isGreaterThan(0.02);
          assertThat(slope)
              .as("%s, timestep %d", network.tensors().get(tensor).name(), k + 1)
              .isCloseTo(predicted, within(0.01 * norm));
        }
      }
    }
  }

  /**
   * Products of one column, of few and of many are done in different ways; large networks alone.
   */
  @ParameterizedTest
  @CsvSource({"1, 7", "1, 0", "2, 3", "4, 7", "5, 7", "6, 0", "6, 5100"})
  void trainStep_fewColumnsOrMany_followsTheSlopeOfTheLoss(int dimension, int width) {
    NetworkShape network =
        new DenseShape(dimension, width == 0 ? List.of() : List.of(width), Activation.TANH);
    BankSpec spec = BankSpec.standardised(network, Banks.timesteps(1, 2, 4));
    FloatBuffer rows = Banks.normals(3, 40, dimension);
    try (NetworkTrainer bank = NetworkTrainer.open(spec, DevicePreference.CPU)) {
      List<NetworkState> start =
          List.of(randomState(network, 1), randomState(network, 2), randomState(network, 3));
      bank.restore(start);
      bank.trainStep(rows, SEED, 0);
      List<NetworkState> after = bank.state();
      for (int tensor = 0; tensor < network.tensors().size(); tensor++) {
        float[] direction = direction(network, tensor);
        float[] up = losses(bank, rows, start, direction, SHIFT);
        float[] down = losses(bank, rows, start, direction, -SHIFT);
        for (int k = 0; k < 3; k++) {
          double weight = spec.objectiveWeight(spec.timesteps().get(k));
          double slope = weight * (up[k] - down[k]) / (2 * SHIFT);
          float[] moments = after.get(k).firstMoments();
          double norm = 10 * norm(moments, StateLayout.of(network, tensor));
          assertThat(slope)
              .as("%s, timestep %d", network.tensors().get(tensor).name(), k)
              .isCloseTo(10 * dot(moments, direction), within(0.01 * norm + 1e-3));
        }
      }
    }
  }

  @Test
  void trainStep_networkOfABand_followsTheSlopeOfAllItsTimesteps() {
    NetworkShape network = new DenseShape(D, List.of(7, 5), Activation.SILU, true);
    List<Timestep> timesteps = Banks.bands(new int[][] {{1, 2}, {3}, {4, 5, 6}});
    BankSpec spec = BankSpec.standardised(network, timesteps);
    try (NetworkTrainer bank = NetworkTrainer.open(spec, DevicePreference.CPU)) {
      List<NetworkState> start =
          List.of(randomState(network, 1), randomState(network, 2), randomState(network, 3));
      bank.restore(start);
      bank.trainStep(batch, SEED, 0);
      List<NetworkState> after = bank.state();

      for (int tensor = 0; tensor < network.tensors().size(); tensor++) {
        float[] direction = direction(network, tensor);
        float[] up = losses(bank, start, direction, SHIFT);
        float[] down = losses(bank, start, direction, -SHIFT);
        for (int band = 0; band < 3; band++) {
          double slope = 0;
          for (int k = 0; k < timesteps.size(); k++) {
            if (timesteps.get(k).network() == spec.networks().get(band)) {
              slope += spec.objectiveWeight(timesteps.get(k)) * (up[k] - down[k]) / (2 * SHIFT);
            }
          }
          float[] moments = after.get(band).firstMoments();
          double norm = 10 * norm(moments, StateLayout.of(network, tensor));
          assertThat(norm).as("a gradient to compare").isGreaterThan(0.02);
          assertThat(slope)
              .as("%s, band %s", network.tensors().get(tensor).name(), band)
              .isCloseTo(10 * dot(moments, direction), within(0.01 * norm));
        }
      }
    }
  }

  /** Those without a kink, near which many of so many units always are. */
  @ParameterizedTest
  @CsvSource({"SILU, 0", "TANH, 0", "SILU, 2"})
  void trainStep_convolutionalNetwork_followsTheSlopeOfAllItsTimesteps(
      Activation activation, int held) {
    List<Timestep> timesteps = Banks.bands(new int[][] {{1, 2, 3}});
    BankSpec spec = Banks.ofPixels(held, 2, activation, timesteps);
    NetworkShape network = spec.network();
    try (NetworkTrainer bank = NetworkTrainer.open(spec, DevicePreference.CPU)) {
      List<NetworkState> start = List.of(nearFirst(spec));
      bank.restore(start);
      FloatBuffer rows = Banks.normals(3, 7, network.dimension());
      bank.trainStep(rows, SEED, 0);
      float[] moments = bank.state().get(0).firstMoments();

      for (int tensor = 0; tensor < network.tensors().size(); tensor++) {
        float[] direction = direction(network, tensor);
        float[] up = losses(bank, rows, start, direction, SHIFT);
        float[] down = losses(bank, rows, start, direction, -SHIFT);
        double slope = 0;
        for (int k = 0; k < timesteps.size(); k++) {
          slope += spec.objectiveWeight(timesteps.get(k)) * (up[k] - down[k]) / (2 * SHIFT);
        }
        // The objective is a mean over all coordinates, a loss one over those that have a score.
        slope *= spec.scored() / (double) network.dimension();
        double norm = 10 * norm(moments, StateLayout.of(network, tensor));
        assertThat(norm).as("a gradient to compare").isGreaterThan(0.005);
        assertThat(slope)
            .as(network.tensors().get(tensor).name())
            .isCloseTo(10 * dot(moments, direction), within(0.02 * norm));
      }
    }
  }

  private static NetworkState randomState(NetworkShape network, long seed) {
    RandomGenerator rng = Seeds.generator(seed);
    float[] weights = new float[network.parameters()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (0.5 * rng.nextGaussian());
    }
    return new NetworkState(
        new NetworkWeights(weights, 0), new float[weights.length], new float[weights.length]);
  }

  /** First weights, none of which are 0 any more: so many layers would blow larger ones up. */
  private static NetworkState nearFirst(BankSpec spec) {
    RandomGenerator rng = Seeds.generator(1);
    NetworkState first = InitialWeights.draw(spec, 1).get(0);
    float[] weights = first.weights().weights();
    for (int i = 0; i < weights.length; i++) {
      weights[i] += (float) (0.1 * rng.nextGaussian());
    }
    return first;
  }

  private static float[] direction(NetworkShape network, int tensor) {
    RandomGenerator rng = Seeds.generator(tensor);
    float[] direction = new float[network.parameters()];
    StateLayout layout = StateLayout.of(network, tensor);
    for (int i = 0; i < layout.size(); i++) {
      direction[layout.offset() + i] = (float) (rng.nextGaussian() / Math.sqrt(layout.size()));
    }
    return direction;
  }

  private float[] losses(
      NetworkTrainer bank, List<NetworkState> start, float[] direction, float shift) {
    return losses(bank, batch, start, direction, shift);
  }

  private static float[] losses(
      NetworkTrainer bank,
      FloatBuffer rows,
      List<NetworkState> start,
      float[] direction,
      float shift) {
    bank.restore(start.stream().map(state -> moved(state, direction, shift)).toList());
    return bank.trainStep(rows, SEED, 0);
  }

  private static NetworkState moved(NetworkState state, float[] direction, float shift) {
    float[] weights = state.weights().weights().clone();
    for (int i = 0; i < weights.length; i++) {
      weights[i] += shift * direction[i];
    }
    return new NetworkState(
        new NetworkWeights(weights, 0), state.firstMoments(), state.secondMoments());
  }

  private static double norm(float[] values, StateLayout layout) {
    double squares = 0;
    for (int i = layout.offset(); i < layout.offset() + layout.size(); i++) {
      squares += (double) values[i] * values[i];
    }
    return Math.sqrt(squares);
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
