package io.scorestream.trainer.drift;

import io.scorestream.model.HeldOutLoss;
import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Losses of samples, per timestep: how many, their mean, and the sum of their squared deviations,
 * by Welford's method. For one thread.
 */
final class LossTally {

  private final double[] means;
  private final double[] squares;
  private long count;

  LossTally(int timesteps) {
    this.means = new double[timesteps];
    this.squares = new double[timesteps];
  }

  LossTally(long count, List<Double> means, List<Double> squares) {
    this.count = count;
    this.means = means.stream().mapToDouble(mean -> mean).toArray();
    this.squares = squares.stream().mapToDouble(square -> square).toArray();
  }

  /** Adds the losses of a block. */
  void add(HeldOutLoss losses) {
    int rows = losses.perSample(0).length;
    for (int k = 0; k < means.length; k++) {
      for (int i = 0; i < rows; i++) {
        double before = losses.perSample(k)[i] - means[k];
        means[k] += before / (count + i + 1);
        squares[k] += before * (losses.perSample(k)[i] - means[k]);
      }
    }
    count += rows;
  }

  long count() {
    return count;
  }

  double mean(int index) {
    return means[index];
  }

  /** Half the width of a normal interval around a mean. */
  double margin(int index, double confidence) {
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - confidence) / 2);
    return z * Math.sqrt(squares[index] / (count - 1.0) / count);
  }

  List<Double> means() {
    return DoubleStream.of(means).boxed().toList();
  }

  List<Double> squares() {
    return DoubleStream.of(squares).boxed().toList();
  }
}
