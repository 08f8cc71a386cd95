package io.scorestream.model;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.NetworkShape;
import io.scorestream.run.network.NetworkState;
import io.scorestream.run.network.NetworkWeights;
import io.scorestream.run.network.Timestep;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Small banks and batches for tests. */
final class Banks {
  private Banks() {}

  /** The timesteps of these numbers, at times {@code 0.1·number²}. */
  static List<Timestep> timesteps(int... numbers) {
    return Arrays.stream(numbers).mapToObj(k -> new Timestep(k, 0.1 * k * k)).toList();
  }

  /** The same in bands with a network each, which has the number of the first. */
  static List<Timestep> bands(int[]... bands) {
    return Arrays.stream(bands)
        .flatMap(
            band -> timesteps(band).stream().map(k -> new Timestep(k.number(), k.time(), band[0])))
        .toList();
  }

  /** A trainer of timesteps with a network each. */
  static NetworkTrainer open(NetworkShape network, int... timesteps) {
    return open(network, timesteps(timesteps));
  }

  static NetworkTrainer open(NetworkShape network, List<Timestep> timesteps) {
    return NetworkTrainer.open(BankSpec.standardised(network, timesteps), DevicePreference.CPU);
  }

  /** The networks of a trainer, as they answer now. */
  static ScoreNetworks answering(NetworkTrainer trainer) {
    ScoreNetworks networks = ScoreNetworks.open(trainer.spec(), DevicePreference.CPU);
    networks.restore(weights(trainer));
    return networks;
  }

  static List<NetworkWeights> weights(NetworkTrainer trainer) {
    return trainer.state().stream().map(NetworkState::weights).toList();
  }

  /** {@code [rows, d]} standard normal numbers. */
  static FloatBuffer normals(long seed, int rows, int d) {
    RandomGenerator rng = Seeds.generator(seed);
    FloatBuffer buffer = FloatBuffer.allocate(rows * d);
    IntStream.range(0, rows * d).forEach(i -> buffer.put(i, (float) rng.nextGaussian()));
    return buffer;
  }
}
