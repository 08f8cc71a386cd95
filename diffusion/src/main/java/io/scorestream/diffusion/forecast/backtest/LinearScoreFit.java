package io.scorestream.diffusion.forecast.backtest;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.diffusion.linear.Cholesky;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.rows.Rows;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Exact empirical-risk minimisation over the scores {@code f(x) = B x + v} of one time: the least
 * {@code (1/m) Σ |f(e^{−t} x_i + z_i) + z_i/σ_t²|²}, one noise {@code z_i ~ N(0, σ_t² I)} for each
 * of the first m samples, by the normal equations. Gupta, Parulekar, Price, Xun (NeurIPS 2024), eq.
 * 4. The class represents the score of every Gaussian law and of no other. A sample costs {@code (d
 * + 1)²} operations, and is not kept. Used by one thread.
 */
final class LinearScoreFit {

  private final int dimension;
  private final double signal;
  private final double sigma;
  private final RandomGenerator noise;
  private final double[] moments;
  private final double[] targets;
  private final double[] features;
  private final double[] target;

  /**
   * @param time t, above 0
   */
  LinearScoreFit(int dimension, double time, RandomGenerator noise) {
    this.dimension = dimension;
    this.signal = OrnsteinUhlenbeck.signal(time);
    this.sigma = OrnsteinUhlenbeck.sigma(time);
    this.noise = noise;
    int p = dimension + 1;
    this.moments = new double[p * p];
    this.targets = new double[p * dimension];
    this.features = new double[p];
    this.target = new double[dimension];
  }

  /**
   * Takes in further samples of the stream.
   *
   * @param samples {@code [n, d]}
   */
  void add(Rows samples) {
    for (int row = 0; row < samples.count(); row++) {
      for (int i = 0; i < dimension; i++) {
        double unit = noise.nextGaussian();
        features[i] = signal * samples.at(row, i) + sigma * unit;
        target[i] = -unit / sigma;
      }
      features[dimension] = 1;
      addMoments();
    }
  }

  private void addMoments() {
    int p = dimension + 1;
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        moments[i * p + j] += features[i] * features[j];
      }
      for (int j = 0; j < dimension; j++) {
        targets[i * dimension + j] += features[i] * target[j];
      }
    }
  }

  /**
   * The minimiser over the samples so far, for any timestep number.
   *
   * @throws IllegalArgumentException when they are too few to determine it
   */
  ScoreFunction minimiser() {
    int p = dimension + 1;
    double[] inverse = new Cholesky(moments, p).inverse();
    double[] weights = new double[p * dimension];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < dimension; j++) {
        for (int l = 0; l < p; l++) {
          weights[i * dimension + j] += inverse[i * p + l] * targets[l * dimension + j];
        }
      }
    }
    return new Linear(dimension, weights);
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Linear(int dimension, double[] weights) implements ScoreFunction {

    @Override
    public void score(int timestep, Rows x, Rows out) {
      double[] sum = new double[dimension];
      for (int row = 0; row < x.count(); row++) {
        Arrays.fill(sum, 0);
        for (int j = 0; j < dimension; j++) {
          sum[j] = weights[dimension * dimension + j];
          for (int i = 0; i < dimension; i++) {
            sum[j] += x.at(row, i) * weights[i * dimension + j];
          }
          out.numbers()[row * dimension + j] = (float) sum[j];
        }
      }
    }
  }
}
