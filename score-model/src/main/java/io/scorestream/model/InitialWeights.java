package io.scorestream.model;

import io.scorestream.diffusion.process.Seeds;
import java.util.random.RandomGenerator;

/**
 * The state a network starts from, which depends on the seed, the timestep and the shape alone.
 *
 * <p>Matrices between the input and the last hidden layer are normal with variance {@code
 * gain²/rows}; the bias row of {@code W1} is drawn with it, as the weight of an input that is
 * always 1, so that a network of few inputs bends in different places from the start. Everything
 * else is zero, the output matrices too: the first score is that of {@code N(0, v)}.
 */
final class InitialWeights {
  private InitialWeights() {}

  static TimestepState draw(NetworkShape network, long seed, int timestep) {
    int size = network.parameters();
    float[] weights = new float[size];
    RandomGenerator rng = Seeds.generator(seed, timestep);
    int offset = 0;
    for (WeightTensor tensor : network.tensors()) {
      if (tensor.drawn()) {
        fill(weights, offset, tensor, network.activation().gain(), rng);
      }
      offset += tensor.size();
    }
    return new TimestepState(weights, new float[size], new float[size], 0);
  }

  private static void fill(
      float[] weights, int offset, WeightTensor tensor, double gain, RandomGenerator rng) {
    double deviation = gain / Math.sqrt(tensor.rows());
    for (int i = 0; i < tensor.size(); i++) {
      weights[offset + i] = (float) (deviation * rng.nextGaussian());
    }
  }
}
