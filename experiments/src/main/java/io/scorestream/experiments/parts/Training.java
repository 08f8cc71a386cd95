package io.scorestream.experiments.parts;

import io.scorestream.diffusion.process.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Trains networks by steps of Adam on batches of samples with fresh noise.
 *
 * @param task what is learnt
 * @param units of the hidden layer
 * @param steps of a training
 */
record Training(Denoising task, int units, int steps) {

  private static final int BATCH = 128;
  private static final double RATE = 3e-3;
  private static final int FURTHER_SHARE = 10;

  /** Where the samples of a batch come from. */
  @FunctionalInterface
  private interface Batches {
    double[] next(int count, RandomGenerator rng);
  }

  /** A network trained on samples {@code [m, d]}, at rates that fall to 0 along half a cosine. */
  ReluNetwork on(double[] samples, long seed) {
    return trained(from(samples), steps, seed);
  }

  /** One that never sees a sample twice, after some times as many steps. */
  ReluNetwork onFreshSamples(int times, long seed) {
    return trained(task::samples, times * steps, seed);
  }

  private ReluNetwork trained(Batches batches, int count, long seed) {
    ReluNetwork network =
        ReluNetwork.initial(task.law().dimension(), units, Seeds.derived(seed, 0));
    RandomGenerator rng = Seeds.generator(seed, 1);
    for (int step = 0; step < count; step++) {
      double rate = RATE * (1 + Math.cos(Math.PI * (step + 0.5) / count)) / 2;
      step(network, batches, rate, rng);
    }
    return network;
  }

  /** Steps that a copy takes beyond a training. */
  int further() {
    return steps / FURTHER_SHARE;
  }

  /**
   * The mean of a copy's weights over the second half of its further steps, at the largest rate.
   */
  ReluNetwork further(ReluNetwork network, double[] samples, long seed) {
    ReluNetwork copy = network.copy();
    RandomGenerator rng = Seeds.generator(seed, 2);
    List<ReluNetwork> half = new ArrayList<>();
    for (int step = 0; step < further(); step++) {
      step(copy, from(samples), RATE, rng);
      if (step >= further() / 2) {
        half.add(copy.copy());
      }
    }
    return ReluNetwork.mean(half);
  }

  private Batches from(double[] samples) {
    int dimension = task.law().dimension();
    int rows = samples.length / dimension;
    return (count, rng) -> {
      double[] batch = new double[count * dimension];
      for (int row = 0; row < count; row++) {
        System.arraycopy(samples, rng.nextInt(rows) * dimension, batch, row * dimension, dimension);
      }
      return batch;
    };
  }

  private void step(ReluNetwork network, Batches batches, double rate, RandomGenerator rng) {
    double[] samples = batches.next(BATCH, rng);
    double[] points = new double[samples.length];
    double[] targets = new double[samples.length];
    task.noisy(samples, rng, points, targets);
    network.step(points, targets, rate);
  }
}
