package io.scorestream.trainer.training;

import io.scorestream.model.NetworkTrainer;
import io.scorestream.run.network.NetworkState;
import io.scorestream.run.network.NetworkWeights;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Trains a copy of a bank further on the same samples, and puts the bank back to where it was, to
 * the last bit. The copy goes on at the largest rate, and is the mean of its weights over the
 * second half of its way: so few steps would not have it come to rest at any rate. What comes of it
 * is a function of the bank's state, the batches that come next and the seed. For one thread, which
 * owns the bank.
 *
 * @param bank as a milestone's training left it
 * @param learningRate largest rate, above 0
 * @param seed of the noise
 */
record FurtherTraining(NetworkTrainer bank, double learningRate, long seed) {

  /** States of the whole way, half of which are in the mean: one is copied out after each part. */
  private static final int PARTS = 32;

  /**
   * The copy's networks, in the bank's order; none where no step is to be taken, or where the copy
   * diverged, which is no fault of the networks that it is of.
   *
   * @param steps at least 0
   * @param feed from where the milestone's batches ended
   * @param mayContinue asked after each part
   * @return empty where it was given up
   */
  Optional<List<NetworkWeights>> train(int steps, BatchFeed feed, BooleanSupplier mayContinue) {
    if (steps == 0) {
      return Optional.of(List.of());
    }
    List<NetworkState> before = bank.state();
    List<WeightMean> means = before.stream().map(WeightMean::alike).toList();
    int part = Math.max(1, steps / PARTS);
    for (int step = 0; step < steps; ) {
      float[] rates = new float[Math.min(part, steps - step)];
      Arrays.fill(rates, (float) learningRate);
      bank.train(feed.next(rates.length), seed, rates);
      step += rates.length;
      if (!mayContinue.getAsBoolean()) {
        return Optional.empty();
      }
      if (2 * step > steps) {
        List<NetworkState> now = bank.state();
        for (int i = 0; i < means.size(); i++) {
          means.get(i).add(now.get(i).weights().weights());
        }
      }
    }
    long end = bank.step();
    bank.restore(before);
    List<NetworkWeights> further =
        means.stream().map(mean -> new NetworkWeights(mean.weights(), end)).toList();
    return Optional.of(further.stream().allMatch(NetworkWeights::isFinite) ? further : List.of());
  }

  /** A mean of weights as they come. */
  private static final class WeightMean {

    private final double[] sums;
    private int count;

    private WeightMean(int size) {
      sums = new double[size];
    }

    static WeightMean alike(NetworkState state) {
      return new WeightMean(state.weights().weights().length);
    }

    void add(float[] weights) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += weights[i];
      }
      count++;
    }

    float[] weights() {
      float[] mean = new float[sums.length];
      for (int i = 0; i < mean.length; i++) {
        mean[i] = (float) (sums[i] / count);
      }
      return mean;
    }
  }
}
