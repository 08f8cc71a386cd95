package io.scorestream.transport.neighbours;

import io.scorestream.rows.Rows;
import io.scorestream.transport.Estimate;
import io.scorestream.transport.Measured;
import io.scorestream.transport.SampleMoments;
import io.scorestream.transport.Smallest;
import io.scorestream.transport.SquaredDistances;
import java.util.Arrays;

/**
 * In how many dimensions points spread. Two answers, to two questions. Pure functions.
 *
 * <ul>
 *   <li>{@link #byPrincipalAxes}: how many axes carry the variance. Noise in all coordinates counts
 *       by its share of the variance; a curved surface counts as all axes that it bends into.
 *   <li>{@link #byNeighbours}: how many points come in as a ball about a point grows, to its k-th
 *       nearest neighbour. A curved surface counts as flat, and noise that is small beside the
 *       distances of neighbours does not count; with more points these are less. Above some ten
 *       dimensions it is too low, for balls that reach the edge of the data hold too few.
 * </ul>
 *
 * The second is the one by which distances between finite sets fall, as {@code n^(−1/d)}: Weed,
 * Bach, <i>Sharp asymptotic and finite-sample rates of convergence of empirical measures in
 * Wasserstein distance</i> (2019).
 */
public final class IntrinsicDimension {

  /** Neighbours of {@link #byNeighbours}. */
  public static final int NEIGHBOURS = 10;

  private static final int BLOCKS = 10;

  private IntrinsicDimension() {}

  /**
   * The participation ratio of the principal variances, {@code (Σ λ)²/Σ λ²}, from 1 to d: k where k
   * axes have equal variances and others none. What {@code Σ λ²} of finite samples is too large by
   * is taken off, as it is for Gaussian points. Costs {@code n d²/2} operations; no eigenvalue is
   * worked out.
   *
   * @param points {@code [n, d]}, n at least 3, finite
   */
  public static Measured<Double> byPrincipalAxes(Rows points) {
    int d = points.dimension();
    double[] covariance = SampleMoments.of(points).covariance();
    double trace = 0;
    for (int i = 0; i < d; i++) {
      trace += covariance[i * d + i];
    }
    if (trace == 0) {
      return Measured.leftOut("all points are equal");
    }
    double total = trace;
    double squares = Arrays.stream(covariance).map(x -> x / total * (x / total)).sum();
    double f = points.count() - 1.0;
    double unbiased = f * f / ((f + 2) * (f - 1)) * (squares - 1 / f);
    return Measured.of(1 / Math.min(1, Math.max(unbiased, 1.0 / d)));
  }

  /**
   * The dimension by maximum likelihood, {@code (k − 1) n / Σ_i Σ_j ln(T_k(i)/T_j(i))} with {@code
   * T_j(i)} the distance of point i to its j-th neighbour: Levina, Bickel, <i>Maximum likelihood
   * estimation of intrinsic dimension</i> (2004), summed over points as MacKay and Ghahramani
   * (2005) do. Its 95 % interval, by the jackknife over ten blocks, is about the points that are
   * looked from. Points that coincide with others are not looked from. Costs {@code n² d}
   * operations.
   *
   * @param points {@code [n, d]}, n above {@value #NEIGHBOURS}, finite
   */
  public static Measured<Estimate> byNeighbours(Rows points) {
    double[] sums = new double[BLOCKS];
    int[] counts = new int[BLOCKS];
    SquaredDistances squares = SquaredDistances.between(points, points);
    Smallest nearest = new Smallest(NEIGHBOURS);
    for (int i = 0; i < points.count(); i++) {
      double[] row = squares.row(i);
      nearest.clear();
      for (int j = 0; j < row.length; j++) {
        if (j != i) {
          nearest.add(row[j]);
        }
      }
      if (nearest.at(0) > 0) {
        counts[i % BLOCKS]++;
        for (int j = 0; j < NEIGHBOURS - 1; j++) {
          sums[i % BLOCKS] += Math.log(nearest.last() / nearest.at(j)) / 2;
        }
      }
    }
    double sum = Arrays.stream(sums).sum();
    int count = Arrays.stream(counts).sum();
    if (Arrays.stream(sums).anyMatch(block -> !(block < sum)) || sum == 0) {
      return Measured.leftOut("too few points differ from all others");
    }
    return Measured.of(
        Estimate.ofJackknife(
            new double[] {dimension(count, sum)},
            BLOCKS,
            block -> new double[] {dimension(count - counts[block], sum - sums[block])})[0]
            .within(0, Double.POSITIVE_INFINITY));
  }

  private static double dimension(int points, double sum) {
    return (NEIGHBOURS - 1.0) * points / sum;
  }
}
