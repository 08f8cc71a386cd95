package io.scorestream.transport.neighbours;

import io.scorestream.rows.Rows;
import io.scorestream.transport.Estimate;
import io.scorestream.transport.Smallest;
import io.scorestream.transport.SquaredDistances;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * How far real and generated points lie where the others do. The manifold of a set is the union of
 * the closed balls about its points, each up to its k-th nearest neighbour in the set; for {@code
 * n} real and {@code m} generated points
 *
 * <ul>
 *   <li>precision: the share of generated points on the real manifold,
 *   <li>recall: the share of real points on the generated one (Kynkäänniemi, Karras, Laine,
 *       Lehtinen, Aila, <i>Improved precision and recall metric for assessing generative
 *       models</i>, 2019),
 *   <li>density: real balls about a generated point, over k, on average: as precision, but for real
 *       outliers, whose large balls count once,
 *   <li>coverage: the share of real balls with a generated point in them: as recall, but for
 *       generated outliers (Naeem, Oh, Uh, Choi, Yoo, <i>Reliable fidelity and diversity metrics
 *       for generative models</i>, 2020).
 * </ul>
 *
 * <p>None is 1 for two sets of one law, but for density in expectation: beside each belongs what
 * two real sets have. Where dimensions are many, balls are so large that they say little about the
 * law within them. Costs {@code (n + m)² d} operations, and {@code 8 (n + m)²} bytes with
 * intervals.
 *
 * @param precision in [0, 1]
 * @param recall in [0, 1]
 * @param density at least 0
 * @param coverage in [0, 1]
 */
public record ManifoldOverlap(
    Estimate precision, Estimate recall, Estimate density, Estimate coverage) {

  private static final int BLOCKS = 10;

  /**
   * The four with their 95 % intervals, about the draws of both sets, by the jackknife.
   *
   * @param real {@code [n, d]}, n at least {@code 2 (k + 1)} and 20
   * @param generated {@code [m, d]}, m likewise
   * @param k neighbours, at least 1; 5 is usual
   */
  public static ManifoldOverlap of(Rows real, Rows generated, int k) {
    PairwiseSquares squares = PairwiseSquares.of(real, generated);
    Estimate[] estimates =
        Estimate.ofJackknife(
            squares.overlap(k, point -> true),
            BLOCKS,
            block -> squares.overlap(k, point -> point % BLOCKS != block));
    return new ManifoldOverlap(
        estimates[0].within(0, 1),
        estimates[1].within(0, 1),
        estimates[2].within(0, Double.POSITIVE_INFINITY),
        estimates[3].within(0, 1));
  }

  /**
   * The four alone, in the order above.
   *
   * @return {@code [4]}
   */
  public static double[] values(Rows real, Rows generated, int k) {
    return PairwiseSquares.of(real, generated).overlap(k, point -> true);
  }

  /**
   * All squared distances.
   *
   * @param real among real points, {@code [n][n]}
   * @param generated among generated ones, {@code [m][m]}
   * @param across from real to generated ones, {@code [n][m]}
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record PairwiseSquares(double[][] real, double[][] generated, double[][] across) {

    static PairwiseSquares of(Rows real, Rows generated) {
      return new PairwiseSquares(
          SquaredDistances.between(real, real).matrix(),
          SquaredDistances.between(generated, generated).matrix(),
          SquaredDistances.between(real, generated).matrix());
    }

    /** Precision, recall, density and coverage of the points of either set that are kept. */
    double[] overlap(int k, IntPredicate kept) {
      int[] reals = kept(real.length, kept);
      int[] others = kept(generated.length, kept);
      double[] realRadii = radii(real, reals, k);
      double[] otherRadii = radii(generated, others, k);
      boolean[] precise = new boolean[others.length];
      long pairs = 0;
      int recalled = 0;
      int covered = 0;
      for (int i = 0; i < reals.length; i++) {
        double[] row = across[reals[i]];
        double radius = realRadii[i];
        int inside = 0;
        boolean isRecalled = false;
        for (int j = 0; j < others.length; j++) {
          double square = row[others[j]];
          if (square <= radius) {
            inside++;
            precise[j] = true;
          }
          isRecalled |= square <= otherRadii[j];
        }
        pairs += inside;
        covered += inside > 0 ? 1 : 0;
        recalled += isRecalled ? 1 : 0;
      }
      return new double[] {
        (double) count(precise) / others.length,
        (double) recalled / reals.length,
        (double) pairs / k / others.length,
        (double) covered / reals.length
      };
    }

    private static int[] kept(int points, IntPredicate kept) {
      return IntStream.range(0, points).filter(kept).toArray();
    }

    /** The square of each kept point's distance to its k-th nearest among the other kept ones. */
    private static double[] radii(double[][] squares, int[] kept, int k) {
      double[] radii = new double[kept.length];
      Smallest nearest = new Smallest(k);
      for (int i = 0; i < kept.length; i++) {
        nearest.clear();
        double[] row = squares[kept[i]];
        for (int j = 0; j < kept.length; j++) {
          if (j != i) {
            nearest.add(row[kept[j]]);
          }
        }
        radii[i] = nearest.last();
      }
      return radii;
    }

    private static int count(boolean[] flags) {
      int count = 0;
      for (boolean flag : flags) {
        count += flag ? 1 : 0;
      }
      return count;
    }
  }
}
