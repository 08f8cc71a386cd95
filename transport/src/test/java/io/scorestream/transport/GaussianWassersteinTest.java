package io.scorestream.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.scorestream.rows.Rows;
import io.scorestream.transport.plan.ExactTransport;
import org.junit.jupiter.api.Test;

class GaussianWassersteinTest {
  private static final double[] SPREAD = {2, 0.7, 0.7, 1};
  private static final double[] OTHER_SPREAD = {1, -0.5, -0.5, 3};

  @Test
  void w2_diagonalCovariances_isThatOfMeansAndStandardDeviations() {
    double[] one = {4, 0, 0, 9};
    double[] other = {1, 0, 0, 25};
    assertThat(
            GaussianWasserstein.w2(new double[] {1, 2}, one, new double[] {4, -2}, other).value())
        .isCloseTo(Math.sqrt(25 + 1 + 4), within(1e-12));
  }

  /** In the plane {@code tr M^½ = √(tr M + 2 √det M)}. */
  @Test
  void w2_covariancesThatDoNotCommute_isThePlanesClosedForm() {
    double trace = 2 * 1 + 0.7 * -0.5 + 0.7 * -0.5 + 1 * 3;
    double determinant = (2 * 1 - 0.49) * (1 * 3 - 0.25);
    double expected = Math.sqrt(3 + 4 - 2 * Math.sqrt(trace + 2 * Math.sqrt(determinant)));
    assertThat(GaussianWasserstein.w2(new double[2], SPREAD, new double[2], OTHER_SPREAD).value())
        .isCloseTo(expected, within(1e-12));
    assertThat(GaussianWasserstein.w2(new double[2], OTHER_SPREAD, new double[2], SPREAD).value())
        .isCloseTo(expected, within(1e-12));
  }

  @Test
  void w2_singularCovariances_keepTheirDigits() {
    double[] flat = {1, 1, 1, 1};
    double[] point = {0, 0, 0, 0};
    assertThat(GaussianWasserstein.w2(new double[2], flat, new double[2], flat).value())
        .isCloseTo(0, within(1e-7));
    assertThat(GaussianWasserstein.w2(new double[2], flat, new double[2], point).value())
        .isCloseTo(Math.sqrt(2), within(1e-12));
  }

  /** A shift and a multiple are best transport maps, whatever the law. */
  @Test
  void w2_shiftedOrScaledSample_isTheRootMeanSquareOfTheMove() {
    Rows x = Draws.plane(new double[] {1, 2}, SPREAD, 500, Draws.generator(1));
    Rows shifted = x.copy();
    Rows doubled = x.copy();
    double square = 0;
    for (int i = 0; i < x.numbers().length; i++) {
      shifted.numbers()[i] += i % 2 == 0 ? 3 : -4;
      doubled.numbers()[i] *= 2;
      square += (double) x.numbers()[i] * x.numbers()[i];
    }
    assertThat(GaussianWasserstein.w2(x, shifted).value()).isCloseTo(5, within(1e-6));
    assertThat(GaussianWasserstein.w2(x, doubled).value())
        .isCloseTo(Math.sqrt(square / 500), withinPercentage(0.2));
    assertThat(GaussianWasserstein.w2(x, x).value()).isCloseTo(0, within(1e-7));
  }

  @Test
  void w2_samplesOfGaussians_isThatOfTheLawsAndBelowTheExactDistance() {
    double[] mean = {0, 0};
    double[] otherMean = {1, 0};
    double laws = GaussianWasserstein.w2(mean, SPREAD, otherMean, OTHER_SPREAD).value();
    Rows x = Draws.plane(mean, SPREAD, 2000, Draws.generator(2));
    Rows y = Draws.plane(otherMean, OTHER_SPREAD, 2000, Draws.generator(3));
    double samples = GaussianWasserstein.w2(x, y).value();
    assertThat(samples).isCloseTo(laws, withinPercentage(5));
    assertThat(ExactTransport.w2(x, y).value()).isGreaterThan(samples).isCloseTo(laws, within(0.1));
  }

  /** Of a trace, sixteen roundings for each dimension and one: identities have one of 4. */
  @Test
  void w2_moments_areOffByTheRootOfWhatRoundingMovesTheirTraces() {
    double expected = Math.sqrt(Distance.ROUNDOFF * 16 * (2 + 1) * 4);
    for (double unit : new double[] {1, 0x1p40, 0x1p-41}) {
      double[] covariance = {unit * unit, 0, 0, unit * unit};
      Distance distance =
          GaussianWasserstein.w2(new double[2], covariance, new double[2], covariance);
      assertThat(distance.bound() / unit).isCloseTo(expected, withinPercentage(1e-10));
    }
  }

  /** Two roundings for each row of a block of √n, and of each mean one for each row. */
  @Test
  void w2_samples_areOffByWhatTheirMomentsAreToo() {
    Rows x = cross(3, 1);
    Rows y = cross(5, 4);
    double traces = 2 * 2 * 9 / 3.0 + 2 * 8 * 25 / 15.0;
    double roundings = 2 * 2 + 2 * 4 + 16 * (2 + 1);
    double means = Distance.ROUNDOFF * (4 * 3 + 16 * 5);
    assertThat(GaussianWasserstein.w2(x, y).bound())
        .isCloseTo(
            Math.sqrt(Distance.ROUNDOFF * roundings * traces) + means, withinPercentage(1e-10));
    assertThat(GaussianWasserstein.w2(y, x).bound())
        .isEqualTo(GaussianWasserstein.w2(x, y).bound());
  }

  /** The points (±r, 0) and (0, ±r), some times over: of mean 0, all r away from it. */
  private static Rows cross(float radius, int times) {
    Rows points = Rows.zeros(4 * times, 2);
    for (int row = 0; row < points.count(); row++) {
      points.numbers()[2 * row + row % 2] = row % 4 < 2 ? radius : -radius;
    }
    return points;
  }

  @Test
  void w2_equalFlatCovariances_areNothingApartWithinTheBound() {
    for (int d = 2; d <= 64; d *= 2) {
      double[] flat = new double[d * d];
      for (int i = 0; i < flat.length; i++) {
        flat[i] = (1 + i / d) * (1 + i % d) / 3.0;
      }
      Distance distance = GaussianWasserstein.w2(new double[d], flat, new double[d], flat);
      assertThat(distance.value()).isLessThanOrEqualTo(distance.bound());
    }
  }

  @Test
  void w2_oneRow_isRefused() {
    assertRefused(Rows.zeros(1, 2), Rows.zeros(2, 2), "at least two rows");
    assertRefused(Rows.zeros(2, 2), Rows.zeros(1, 2), "at least two rows");
  }

  @Test
  void w2_otherDimensionOrNumber_isRefused() {
    Rows infinite = Rows.zeros(2, 2);
    infinite.numbers()[3] = Float.POSITIVE_INFINITY;
    assertRefused(Rows.zeros(2, 2), Rows.zeros(2, 3), "");
    assertRefused(infinite, Rows.zeros(2, 2), "");
  }

  private static void assertRefused(Rows x, Rows y, String reason) {
    assertThatThrownBy(() -> GaussianWasserstein.w2(x, y))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }
}
