package io.scorestream.diffusion.law;

import io.scorestream.rows.Exponentials;
import io.scorestream.rows.Rows;
import java.util.Arrays;

/**
 * Scores of a mixture at many points at once: {@code ∇ log q(x) = Σ_j r_j(x) ∇ log q_j(x)}, in
 * loops over the points of a block, which HotSpot makes vectors of. Costs {@code K (d² + 3 d)}
 * operations and K exponentials a point, for K components. Weights are off by {@link
 * Exponentials#ERROR} at most. Used by one thread at a time.
 */
final class MixtureBlock {
  private static final int MOST_POINTS = 256;

  private final double[] logWeights;
  private final DiffusedGaussian[] components;
  private final double[][] x;
  private final double[][] centred;
  private final double[][][] gradients;
  private final double[][] weights;
  private final double[] greatest;
  private final double[] total;
  private final double[] sum;

  private MixtureBlock(
      double[] logWeights, DiffusedGaussian[] components, int dimension, int size) {
    this.logWeights = logWeights;
    this.components = components;
    this.x = new double[dimension][size];
    this.centred = new double[dimension][size];
    this.gradients = new double[components.length][dimension][size];
    this.weights = new double[components.length][size];
    this.greatest = new double[size];
    this.total = new double[size];
    this.sum = new double[size];
  }

  /**
   * Writes the score of each point.
   *
   * @param logWeights {@code log w_j}, {@code [K]}
   * @param components {@code q_j}, {@code [K]}
   * @param points {@code [n, d]}
   * @param out {@code [n, d]}
   */
  static void score(double[] logWeights, DiffusedGaussian[] components, Rows points, Rows out) {
    int size = Math.min(MOST_POINTS, points.count());
    MixtureBlock block = new MixtureBlock(logWeights, components, points.dimension(), size);
    for (int from = 0; from < points.count(); from += size) {
      block.score(points, from, Math.min(size, points.count() - from), out);
    }
  }

  private void score(Rows points, int from, int count, Rows out) {
    takeIn(points.numbers(), from, count);
    weigh();
    float[] scores = out.numbers();
    for (int i = 0; i < x.length; i++) {
      average(i);
      int place = from * x.length + i;
      for (int p = 0; p < count; p++) {
        scores[place] = (float) sum[p];
        place += x.length;
      }
    }
  }

  /** Coordinate by coordinate; what is left of a block stays what it was before. */
  private void takeIn(float[] points, int from, int count) {
    for (int i = 0; i < x.length; i++) {
      double[] coordinate = x[i];
      int place = from * x.length + i;
      for (int p = 0; p < count; p++) {
        coordinate[p] = points[place];
        place += x.length;
      }
    }
  }

  /** {@code r_j} without their sum, which is {@link #total}. */
  private void weigh() {
    Arrays.fill(greatest, Double.NEGATIVE_INFINITY);
    for (int j = 0; j < components.length; j++) {
      components[j].logDensitiesAndScores(x, centred, weights[j], gradients[j]);
      raise(weights[j], logWeights[j], greatest);
    }
    Arrays.fill(total, 0);
    for (double[] weight : weights) {
      subtract(weight, greatest);
      Exponentials.replace(weight, weight.length);
      add(weight, total);
    }
  }

  private void average(int i) {
    Arrays.fill(sum, 0);
    for (int j = 0; j < weights.length; j++) {
      addProducts(weights[j], gradients[j][i], sum);
    }
    for (int p = 0; p < sum.length; p++) {
      sum[p] /= total[p];
    }
  }

  private static void raise(double[] logDensities, double logWeight, double[] greatest) {
    for (int p = 0; p < greatest.length; p++) {
      logDensities[p] += logWeight;
    }
    for (int p = 0; p < greatest.length; p++) {
      greatest[p] = Math.max(greatest[p], logDensities[p]);
    }
  }

  private static void subtract(double[] numbers, double[] subtrahends) {
    for (int p = 0; p < numbers.length; p++) {
      numbers[p] -= subtrahends[p];
    }
  }

  private static void add(double[] numbers, double[] sums) {
    for (int p = 0; p < sums.length; p++) {
      sums[p] += numbers[p];
    }
  }

  private static void addProducts(double[] one, double[] other, double[] sums) {
    for (int p = 0; p < sums.length; p++) {
      sums[p] += one[p] * other[p];
    }
  }
}
