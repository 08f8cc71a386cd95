package io.scorestream.experiments.parts;

import io.scorestream.diffusion.process.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * {@code F(x) = A·[x;1] + V·max(0, W·[x;1])} with H units on the hidden layer, moved by Adam
 * (Kingma, Ba, ICLR 2015, with its constants) towards targets in least squares. Used by one thread.
 */
final class ReluNetwork {

  private static final double FIRST_DECAY = 0.9;
  private static final double SECOND_DECAY = 0.999;
  private static final double EPSILON = 1e-8;

  private final int dimension;
  private final int units;
  private final double[] weights;
  private final double[] first;
  private final double[] second;
  private int step;

  private ReluNetwork(
      int dimension, int units, double[] weights, double[] first, double[] second, int step) {
    this.dimension = dimension;
    this.units = units;
    this.weights = weights;
    this.first = first;
    this.second = second;
    this.step = step;
  }

  /** A network that answers 0 everywhere; its hidden layer is drawn (He et al., 2015). */
  static ReluNetwork initial(int dimension, int units, long seed) {
    RandomGenerator rng = Seeds.generator(seed);
    int inputs = dimension + 1;
    double[] weights = new double[units * inputs + dimension * (units + inputs)];
    for (int i = 0; i < units * inputs; i++) {
      weights[i] = rng.nextGaussian() * Math.sqrt(2.0 / inputs);
    }
    return new ReluNetwork(
        dimension, units, weights, new double[weights.length], new double[weights.length], 0);
  }

  /** One that goes on from here; this one stays as it is. */
  ReluNetwork copy() {
    return new ReluNetwork(dimension, units, weights.clone(), first.clone(), second.clone(), step);
  }

  /** The network whose weights are the mean of some, at least one. */
  static ReluNetwork mean(List<ReluNetwork> networks) {
    ReluNetwork mean = networks.get(0).copy();
    Arrays.setAll(
        mean.weights,
        i -> networks.stream().mapToDouble(network -> network.weights[i]).average().orElseThrow());
    return mean;
  }

  /**
   * The outputs at points.
   *
   * @param points {@code [n, d]} row-major
   * @return {@code [n, d]}
   */
  double[] at(double[] points) {
    double[] outputs = new double[points.length];
    double[] hidden = new double[units];
    for (int from = 0; from < points.length; from += dimension) {
      answer(points, from, hidden, outputs);
    }
    return outputs;
  }

  private void answer(double[] points, int from, double[] hidden, double[] outputs) {
    int inputs = dimension + 1;
    for (int h = 0; h < units; h++) {
      double sum = weights[h * inputs + dimension];
      for (int i = 0; i < dimension; i++) {
        sum += weights[h * inputs + i] * points[from + i];
      }
      hidden[h] = Math.max(0, sum);
    }
    for (int j = 0; j < dimension; j++) {
      int row = units * inputs + j * (units + inputs);
      double sum = weights[row + units + dimension];
      for (int h = 0; h < units; h++) {
        sum += weights[row + h] * hidden[h];
      }
      for (int i = 0; i < dimension; i++) {
        sum += weights[row + units + i] * points[from + i];
      }
      outputs[from + j] = sum;
    }
  }

  /**
   * A step of Adam down the mean over rows of {@code |F(x) − u|²}.
   *
   * @param points {@code [n, d]} row-major
   * @param targets {@code u}, {@code [n, d]}
   */
  void step(double[] points, double[] targets, double rate) {
    int inputs = dimension + 1;
    double[] gradient = new double[weights.length];
    double[] hidden = new double[units];
    double[] back = new double[units];
    double[] outputs = new double[points.length];
    for (int from = 0; from < points.length; from += dimension) {
      answer(points, from, hidden, outputs);
      Arrays.fill(back, 0);
      for (int j = 0; j < dimension; j++) {
        int row = units * inputs + j * (units + inputs);
        double residual = 2 * dimension * (outputs[from + j] - targets[from + j]) / points.length;
        for (int h = 0; h < units; h++) {
          gradient[row + h] += residual * hidden[h];
          back[h] += residual * weights[row + h];
        }
        for (int i = 0; i < dimension; i++) {
          gradient[row + units + i] += residual * points[from + i];
        }
        gradient[row + units + dimension] += residual;
      }
      for (int h = 0; h < units; h++) {
        if (hidden[h] > 0) {
          for (int i = 0; i < dimension; i++) {
            gradient[h * inputs + i] += back[h] * points[from + i];
          }
          gradient[h * inputs + dimension] += back[h];
        }
      }
    }
    move(gradient, rate);
  }

  private void move(double[] gradient, double rate) {
    step++;
    double firstShare = 1 - Math.pow(FIRST_DECAY, step);
    double secondShare = 1 - Math.pow(SECOND_DECAY, step);
    for (int i = 0; i < weights.length; i++) {
      first[i] += (1 - FIRST_DECAY) * (gradient[i] - first[i]);
      second[i] += (1 - SECOND_DECAY) * (gradient[i] * gradient[i] - second[i]);
      weights[i] -= rate * (first[i] / firstShare) / (Math.sqrt(second[i] / secondShare) + EPSILON);
    }
  }
}
