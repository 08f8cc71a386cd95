package io.scorestream.transport.moments;

import io.scorestream.rows.Rows;
import io.scorestream.transport.Estimate;
import io.scorestream.transport.Measured;
import io.scorestream.transport.SampleMoments;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * How far the moments of generated points are from those of real ones, order by order: the mean,
 * the covariance, and the third and fourth cumulant, {@code κ_3 = E y³} and {@code κ_4 = E y⁴ − 3
 * (E y²)²} of {@code y = u·x − E u·x}. Directions u are the coordinates and further axes. The error
 * of order p is the root mean square over directions of {@code κ_p(generated) − κ_p(real)}, in
 * units of the p-th power of the real points' standard deviation along u; of order 2, over the
 * variances along all directions and the covariances of any two axes.
 *
 * <p>A third cumulant in those units is the skewness, and a fourth the excess kurtosis. Unlike
 * moments, cumulants do not repeat an error of a lower order: Gaussian points of a wrong covariance
 * have no third and no fourth one.
 *
 * <p>A direction along which real points hardly spread, as a pixel that is nearly always black, is
 * measured in a tenth of the coordinates' root mean square deviation: else its rare points were all
 * that is seen. Not seen are third and fourth moments that only directions between those given
 * have. Errors of two sets of one law are about {@code √(2 p!/n)} for Gaussian points, and more the
 * heavier their tails: beside each belongs what two real sets have. Costs {@code (n + m) (d r + 8
 * (d + r) + r²)} operations and as many doubles as {@code (n + m) (d + r)}.
 *
 * @param axes directions of unit length beside the coordinates, {@code [r, d]}; with fewer than
 *     two, order 2 compares no covariances
 */
public record MomentErrors(Rows axes) {

  /** Mean, covariance, third and fourth cumulant. */
  public static final int ORDERS = 4;

  private static final int BLOCKS = 10;
  private static final double LEAST_UNIT = 0.1;

  /**
   * The principal axes of points, those of the largest variance first.
   *
   * @param points {@code [n, d]}, n at least 2, finite
   * @param most axes
   * @return {@code [min(most, d), d]}
   */
  public static Rows principalAxes(Rows points, int most) {
    int d = points.dimension();
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(d, true, true);
    if (!eigen.decompose(new DMatrixRMaj(d, d, true, SampleMoments.of(points).covariance()))) {
      throw new IllegalArgumentException("a covariance has no eigenvalues; are all finite?");
    }
    int[] leading =
        IntStream.range(0, d)
            .boxed()
            .sorted(Comparator.comparingDouble(k -> -eigen.getEigenvalue(k).getReal()))
            .limit(most)
            .mapToInt(Integer::intValue)
            .toArray();
    Rows axes = Rows.zeros(leading.length, d);
    for (int axis = 0; axis < leading.length; axis++) {
      for (int j = 0; j < d; j++) {
        axes.numbers()[axis * d + j] = (float) eigen.getEigenVector(leading[axis]).get(j);
      }
    }
    return axes;
  }

  /**
   * The errors alone, by order; left out where real points are all equal, or powers of numbers
   * leave the range of doubles.
   *
   * @param real {@code [n, d]}, at least one row, finite
   * @param generated {@code [m, d]}, at least one row, finite
   * @return {@code [4]}
   */
  public Measured<double[]> values(Rows real, Rows generated) {
    return sure(compared(real, generated).without(BLOCKS));
  }

  /**
   * The errors by order, with 95 % intervals about the draws of both sets, by the jackknife. An
   * error that is all noise has an interval about what such noise is.
   *
   * @param real {@code [n, d]}, n at least 20, finite
   * @param generated {@code [m, d]}, m at least 20, finite
   * @return {@code [4]}
   */
  public Measured<Estimate[]> estimates(Rows real, Rows generated) {
    Compared compared = compared(real, generated);
    return sure(compared.without(BLOCKS))
        .map(
            values -> {
              Estimate[] estimates = Estimate.ofJackknife(values, BLOCKS, compared::without);
              Arrays.setAll(estimates, p -> estimates[p].within(0, Double.POSITIVE_INFINITY));
              return estimates;
            });
  }

  private static Measured<double[]> sure(double[] errors) {
    if (Arrays.stream(errors).allMatch(Double::isFinite)) {
      return Measured.of(errors);
    }
    return Measured.leftOut(
        "all reference samples are equal, or the fourth powers of some numbers leave the range of"
            + " float64");
  }

  private Compared compared(Rows real, Rows generated) {
    Projections here = Projections.of(real, axes);
    Projections there = Projections.of(generated, axes);
    double[] apart = new double[here.means().length];
    Arrays.setAll(apart, j -> there.means()[j] - here.means()[j]);
    return new Compared(blocks(here), blocks(there), apart, real.dimension(), axes.count());
  }

  private PowerSums[] blocks(Projections of) {
    int directions = of.columns().length;
    PowerSums[] blocks = new PowerSums[BLOCKS];
    Arrays.setAll(blocks, block -> new PowerSums(directions, axes.count()));
    int n = of.columns()[0].length;
    for (int point = 0; point < n; point++) {
      blocks[point % BLOCKS].add(of.columns(), point);
    }
    return blocks;
  }

  /**
   * Two sets, in blocks.
   *
   * @param apart how far their means are from each other
   * @param d coordinates, the first directions
   * @param paired axes, the last ones
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Compared(
      PowerSums[] real, PowerSums[] generated, double[] apart, int d, int paired) {

    /** The errors where one block is left out; none is, of that number. */
    double[] without(int block) {
      double[][] one = sum(real, block).cumulants();
      double[][] other = sum(generated, block).cumulants();
      double[] units = units(one[1]);
      double[] errors = new double[ORDERS];
      double[] scales = new double[units.length];
      Arrays.fill(scales, 1);
      for (int p = 1; p <= ORDERS; p++) {
        double squares = 0;
        for (int j = 0; j < units.length; j++) {
          double difference = other[p - 1][j] - one[p - 1][j] + (p == 1 ? apart[j] : 0);
          scales[j] *= units[j];
          squares += square(difference / scales[j]);
        }
        int terms = units.length;
        if (p == 2) {
          squares += squaresOfCovariances(one[ORDERS], other[ORDERS], units);
          terms += one[ORDERS].length;
        }
        errors[p - 1] = Math.sqrt(squares / terms);
      }
      return errors;
    }

    private double squaresOfCovariances(double[] one, double[] other, double[] units) {
      double squares = 0;
      int at = 0;
      for (int j = units.length - paired; j < units.length; j++) {
        for (int k = units.length - paired; k < j; k++) {
          squares += square((other[at] - one[at]) / (units[j] * units[k]));
          at++;
        }
      }
      return squares;
    }

    private PowerSums sum(PowerSums[] blocks, int without) {
      PowerSums sums = new PowerSums(apart.length, paired);
      for (int block = 0; block < BLOCKS; block++) {
        if (block != without) {
          sums.add(blocks[block]);
        }
      }
      return sums;
    }

    private double[] units(double[] variances) {
      double mean = Arrays.stream(variances, 0, d).average().orElseThrow();
      return Arrays.stream(variances)
          .map(variance -> Math.max(Math.sqrt(Math.max(variance, 0)), LEAST_UNIT * Math.sqrt(mean)))
          .toArray();
    }

    private static double square(double x) {
      return x * x;
    }
  }
}
