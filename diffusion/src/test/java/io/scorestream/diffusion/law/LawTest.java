package io.scorestream.diffusion.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.rows.Rows;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LawTest {

  @ParameterizedTest
  @MethodSource("io.scorestream.diffusion.law.LawsUnderTest#all")
  void sample_manyRows_haveTheSecondMoment(Law law) {
    double squares = 0;
    for (float x : law.draw(100_000, Seeds.generator(1)).numbers()) {
      squares += x * x;
    }
    assertThat(Math.sqrt(squares / 100_000)).isCloseTo(law.secondMoment(), withinPercentage(1));
  }

  @ParameterizedTest
  @MethodSource("io.scorestream.diffusion.law.LawsUnderTest#all")
  void sample_equalSeeds_areEqualDraws(Law law) {
    assertThat(law.draw(5, Seeds.generator(9))).isEqualTo(law.draw(5, Seeds.generator(9)));
  }

  @Test
  void sample_gaussian_hasItsMeanAndCovariance() {
    int n = 200_000;
    Rows rows = LawsUnderTest.GAUSSIAN.draw(n, Seeds.generator(2));
    double[] mean = new double[3];
    double[] products = new double[9];
    for (int row = 0; row < n; row++) {
      for (int i = 0; i < 3; i++) {
        mean[i] += rows.at(row, i) / n;
        for (int j = 0; j < 3; j++) {
          products[i * 3 + j] += (double) rows.at(row, i) * rows.at(row, j) / n;
        }
      }
    }
    assertThat(mean).containsExactly(LawsUnderTest.GAUSSIAN.mean(), within(0.01));
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        products[i * 3 + j] -= mean[i] * mean[j];
      }
    }
    assertThat(products).containsExactly(LawsUnderTest.GAUSSIAN.covariance(), within(0.015));
  }

  @Test
  void sample_mixture_drawsComponentsByWeight() {
    GaussianMixture law =
        new GaussianMixture(new double[] {0.7, 0.1, 0.2}, List.of(spike(0), spike(10), spike(20)));
    float[] draws = law.draw(100_000, Seeds.generator(4)).numbers();
    double[] share = new double[3];
    for (float x : draws) {
      share[Math.round(x / 10)] += 1.0 / draws.length;
    }
    assertThat(share).containsExactly(new double[] {0.7, 0.1, 0.2}, within(0.01));
  }

  private static GaussianLaw spike(double at) {
    return GaussianLaw.isotropic(new double[] {at}, 0.01);
  }

  @Test
  void sample_finiteSet_drawsWholePointsEquallyOften() {
    FiniteSet law = new FiniteSet(Rows.of(new float[] {0, 10, 1, 11, 2, 12}, 2));
    Rows rows = law.draw(30_000, Seeds.generator(6));
    int[] count = new int[3];
    for (int row = 0; row < rows.count(); row++) {
      assertThat(rows.at(row, 1)).isEqualTo(rows.at(row, 0) + 10);
      count[(int) rows.at(row, 0)]++;
    }
    for (int drawn : count) {
      assertThat(drawn).isBetween(9_600, 10_400);
    }
  }

  @Test
  void accessors_changedByTheCaller_leaveTheLawAsItWas() {
    double[] mean = {1, 2};
    GaussianLaw law = new GaussianLaw(mean, new double[] {1, 0, 0, 1});
    mean[0] = 5;
    law.mean()[0] = 5;
    law.covariance()[0] = 5;
    assertThat(law).isEqualTo(GaussianLaw.isotropic(new double[] {1, 2}, 1));
    assertThat(law).isNotEqualTo(GaussianLaw.isotropic(new double[] {1, 2.5}, 1));
    Rows points = Rows.of(new float[] {1}, 1);
    FiniteSet set = new FiniteSet(points);
    points.numbers()[0] = 5;
    set.points().numbers()[0] = 5;
    assertThat(set).isEqualTo(new FiniteSet(Rows.of(new float[] {1}, 1)));
    assertThat(LawsUnderTest.MIXTURE)
        .isNotEqualTo(LawsUnderTest.GAUSSIAN)
        .isNotEqualTo(new GaussianMixture(new double[] {1}, List.of(spike(0))))
        .isEqualTo(
            new GaussianMixture(
                LawsUnderTest.MIXTURE.weights(), LawsUnderTest.MIXTURE.components()));
  }

  @Test
  void gaussian_covarianceThatIsNone_isRefusedWithItsPlace() {
    assertThatThrownBy(() -> gaussian(1, 2, 2, 1)).hasMessageContaining("not positive definite");
    assertThatThrownBy(() -> gaussian(1, 0.5, 0.4, 1))
        .hasMessageContaining("covariance (0, 1) is 0.5 but (1, 0) is 0.4");
    assertThatThrownBy(() -> gaussian(1, Double.NaN, 0, 1)).hasMessageContaining("covariance 1");
    assertThatThrownBy(() -> gaussian(1, 0, 0, Double.NaN)).hasMessageContaining("covariance 3");
    assertThatThrownBy(() -> gaussian(1)).hasMessageContaining("2 means and 1 covariances");
    assertThatThrownBy(() -> GaussianLaw.isotropic(new double[] {0, Double.NaN}, 1))
        .hasMessageContaining("mean 1");
    assertThat(gaussian(1e9, 1e6, 1e6 + 1e-4, 1e6).covariance())
        .as("rounding of large numbers")
        .startsWith(1e9, 1e6);
  }

  private static GaussianLaw gaussian(double... covariance) {
    return new GaussianLaw(new double[2], covariance);
  }

  @Test
  void mixture_weightsThatAreNone_areRefused() {
    assertThatThrownBy(() -> mixture(0.5, 0.6)).hasMessageContaining("sum to 1.1");
    assertThatThrownBy(() -> mixture(1.5, -0.5)).hasMessageContaining("weight 1");
    assertThatThrownBy(() -> mixture(1)).hasMessageContaining("1 weights and 2 components");
    assertThatThrownBy(
            () ->
                new GaussianMixture(
                    new double[] {0.5, 0.5},
                    List.of(spike(0), GaussianLaw.isotropic(new double[2], 1))))
        .hasMessageContaining("components of 1 and of 2 coordinates");
  }

  private static GaussianMixture mixture(double... weights) {
    return new GaussianMixture(weights, List.of(spike(0), spike(1)));
  }

  @Test
  void finiteSet_withoutPointsOrAtTimeZero_isRefused() {
    assertThatThrownBy(() -> new FiniteSet(Rows.zeros(0, 2))).hasMessageContaining("at least one");
    assertThatThrownBy(() -> new FiniteSet(Rows.of(new float[] {1, Float.NaN}, 1)))
        .hasMessageContaining("row 1 of a sample holds NaN");
    assertThatThrownBy(() -> new FiniteSet(Rows.zeros(1, 1)).diffusedTo(0))
        .hasMessageContaining("above 0");
  }

  @ParameterizedTest
  @MethodSource("io.scorestream.diffusion.law.LawsUnderTest#all")
  void sample_rowsOfAnotherDimension_isRefused(Law law) {
    int d = law.dimension();
    assertThatThrownBy(() -> law.sample(Seeds.generator(1), Rows.zeros(1, d + 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rows of " + d + " are asked for");
  }

  @Test
  void secondMoment_ofPoints_isTheRootOfTheirMeanSquareLength() {
    assertThat(new FiniteSet(Rows.of(new float[] {3, 4, 0, 5}, 2)).secondMoment()).isEqualTo(5);
    assertThat(GaussianLaw.isotropic(new double[] {3, 0, 0, 0}, 2).secondMoment()).isEqualTo(5);
  }

  /** By the law of total variance: within the components, and of their means. */
  @Test
  void variances_ofAMixture_areThoseOfItsCoordinates() {
    GaussianLaw low = new GaussianLaw(new double[] {0, 1}, new double[] {1, 0.5, 0.5, 2});
    GaussianLaw high = new GaussianLaw(new double[] {4, 1}, new double[] {3, 0, 0, 6});

    assertThat(new GaussianMixture(new double[] {0.25, 0.75}, List.of(low, high)).variances())
        .containsExactly(
            new double[] {0.25 * 1 + 0.75 * 3 + 3, 0.25 * 2 + 0.75 * 6}, within(1e-12));
  }

  /**
   * A component has the numbers from where the one before it ends, and the last all that is left.
   */
  @ParameterizedTest
  @CsvSource({"0, 0", "0.4999999, 0", "0.5, 10", "0.75, 20", "0.9999999999999999, 20"})
  void sample_ofAMixture_takesTheComponentInWhoseStretchANumberFalls(double uniform, float from) {
    double[] weights = {0.5, 0.25, 0.25 - 1e-10};
    Rows out = Rows.zeros(1, 1);

    new GaussianMixture(weights, List.of(spike(0), spike(10), spike(20)))
        .sample(
            new RandomGenerator() {
              @Override
              public long nextLong() {
                throw new AssertionError("asks for other numbers");
              }

              @Override
              public double nextDouble() {
                return uniform;
              }

              @Override
              public double nextGaussian() {
                return 0;
              }
            },
            out);

    assertThat(out.at(0, 0)).isEqualTo(from);
  }
}
