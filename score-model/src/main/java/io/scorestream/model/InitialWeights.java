package io.scorestream.model;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.NetworkShape;
import io.scorestream.run.network.NetworkState;
import io.scorestream.run.network.NetworkWeights;
import io.scorestream.run.network.WeightTensor;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The state a network starts from, which depends on the seed, its number, the shape and the bound
 * on the weights alone.
 *
 * <p>Matrices between the input and the last hidden layer are normal with variance {@code
 * gain²/rows}; the bias row of {@code W1} is drawn with it, as the weight of an input that is
 * always 1, so that a network of few inputs bends in different places from the start. Everything
 * else is zero, the output matrices too: the first score is that of {@code N(0, v)}.
 */
final class InitialWeights {
  private InitialWeights() {}

  /** The first states of a bank's networks, in its order. */
  static List<NetworkState> draw(BankSpec spec, long seed) {
    return spec.networks().stream().map(number -> draw(spec, seed, number)).toList();
  }

  private static NetworkState draw(BankSpec spec, long seed, int number) {
    NetworkShape network = spec.network();
    int size = network.parameters();
    float[] weights = new float[size];
    RandomGenerator rng = Seeds.generator(seed, number);
    int offset = 0;
    for (WeightTensor tensor : network.tensors()) {
      if (tensor.drawn()) {
        fill(weights, offset, tensor, network.activation().gain(), rng);
      }
      offset += tensor.size();
    }
    spec.optimiser().weightBound().ifPresent(bound -> bound(weights, (float) bound));
    float[] averages = spec.optimiser().averaging().isPresent() ? weights.clone() : new float[0];
    return new NetworkState(
        new NetworkWeights(weights, averages, 0), new float[size], new float[size]);
  }

  private static void fill(
      float[] weights, int offset, WeightTensor tensor, double gain, RandomGenerator rng) {
    double deviation = gain / Math.sqrt(tensor.rows());
    for (int i = 0; i < tensor.size(); i++) {
      weights[offset + i] = (float) (deviation * rng.nextGaussian());
    }
  }

  private static void bound(float[] weights, float bound) {
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.max(-bound, Math.min(bound, weights[i]));
    }
  }
}
