package io.scorestream.model;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.run.network.Activation;
import io.scorestream.run.network.BankSpec;
import io.scorestream.run.network.ConvolutionalShape;
import io.scorestream.run.network.NetworkShape;
import io.scorestream.run.network.NetworkState;
import io.scorestream.run.network.NetworkWeights;
import io.scorestream.run.network.Optimiser;
import io.scorestream.run.network.PixelGrid;
import io.scorestream.run.network.PixelLayout;
import io.scorestream.run.network.Timestep;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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

  /** Convolutional networks on images of 4 by 8 pixels with 2 numbers each, of which 20 vary. */
  static BankSpec ofPixels(int channels, Activation activation, List<Timestep> timesteps) {
    return ofPixels(0, channels, activation, timesteps);
  }

  /** The same beside so many numbers that are held, and on no pixel. */
  static BankSpec ofPixels(
      int held, int channels, Activation activation, List<Timestep> timesteps) {
    PixelGrid grid = new PixelGrid(4, 8, 2);
    int d = 20;
    float[] directions = new float[(d + held) * grid.size()];
    for (int i = 0; i < d; i += 2) {
      int place = 5 * i % grid.size();
      directions[i * grid.size() + place] = 0.6f;
      directions[i * grid.size() + place + 3] = 0.8f;
      directions[(i + 1) * grid.size() + place] = -0.8f;
      directions[(i + 1) * grid.size() + place + 3] = 0.6f;
    }
    return new BankSpec(
        new ConvolutionalShape(d + held, held, grid, channels, 1, activation),
        timesteps,
        IntStream.range(0, d + held).mapToObj(i -> 2.0 / (1 + i)).toList(),
        Optimiser.standard(),
        Optional.of(new PixelLayout(grid, directions)),
        held);
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
