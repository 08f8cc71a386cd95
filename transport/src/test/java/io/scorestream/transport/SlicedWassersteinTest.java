package io.scorestream.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.rows.Rows;
import io.scorestream.transport.SlicedWasserstein.Estimate;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlicedWassersteinTest {

  @ParameterizedTest
  @ValueSource(ints = {2, 8, 32})
  void w2_shiftedCopy_isTheShiftOverTheRootOfTheDimension(int dimension) {
    Rows x = Draws.gaussian(200, dimension, 0, 1);
    Rows y = x.copy();
    for (int i = 0; i < y.numbers().length; i++) {
      y.numbers()[i] += 0.5f;
    }
    Estimate estimate = new SlicedWasserstein(dimension, 1000, 3).w2(x, y);
    assertThat(estimate.low()).isLessThan(0.5);
    assertThat(estimate.high()).isGreaterThan(0.5);
    assertThat(estimate.value()).isCloseTo(0.5, within(0.03));
  }

  /** W_2 of these is 0.566; the sliced distance is that over √32, where the exact one drowns. */
  @Test
  void w2_independentSamplesOfAShiftedGaussianIn32Dimensions_isThePublishedValue() {
    RandomGenerator rng = Draws.generator(2);
    Rows x = Draws.gaussian(10_000, 32, 0, rng);
    Rows y = Draws.gaussian(10_000, 32, 0.1, rng);
    assertThat(new SlicedWasserstein(32, 2000, 1).w2(x, y).value())
        .isCloseTo(0.1013, within(0.008));
  }

  @Test
  void w2_onTheLine_isTheExactDistanceWithoutError() {
    float[] x = {1, 5, 2};
    float[] y = {0, 4};
    Estimate estimate = new SlicedWasserstein(1, 100, 1).w2(Rows.of(x, 1), Rows.of(y, 1));
    double exact = Wasserstein1D.w2(x, y);
    assertThat(estimate.value()).isEqualTo(exact);
    assertThat(estimate)
        .isEqualTo(new Estimate(estimate.distance(), 0, estimate.value(), estimate.value()));
  }

  /** Against a value of so many directions that it counts as the truth. */
  @Test
  void w2_manySeeds_intervalCoversTheLimitAsOftenAsItSays() {
    RandomGenerator rng = Draws.generator(4);
    Rows x = Draws.gaussian(30, 3, 0, rng);
    Rows y = Draws.gaussian(30, 3, 0.5, rng);
    y.numbers()[0] = 9;
    double limit = new SlicedWasserstein(3, 50_000, 999).w2(x, y).value();
    int covered = 0;
    for (int seed = 0; seed < 500; seed++) {
      Estimate estimate = new SlicedWasserstein(3, 100, seed).w2(x, y);
      covered += estimate.low() <= limit && limit <= estimate.high() ? 1 : 0;
    }
    assertThat(covered / 500.0).isBetween(0.91, 0.985);
  }

  @Test
  void w2_equalSeeds_areEqualAndOtherSeedsAreNot() {
    Rows x = Draws.gaussian(20, 3, 0, 5);
    Rows y = Draws.gaussian(20, 3, 1, 6);
    Estimate one = new SlicedWasserstein(3, 20, 7).w2(x, y);
    assertThat(new SlicedWasserstein(3, 20, 7).w2(x, y)).isEqualTo(one);
    assertThat(new SlicedWasserstein(3, 20, 8).w2(x, y)).isNotEqualTo(one);
    assertThat(new SlicedWasserstein(3, 20, 7).w2(y, x).value())
        .isCloseTo(one.value(), within(1e-9));
  }

  @Test
  void w2_sampleAgainstItself_isZero() {
    Rows x = Draws.gaussian(30, 2, 0, 5);
    Estimate estimate = new SlicedWasserstein(2, 20, 7).w2(x, x);
    assertThat(estimate).isEqualTo(new Estimate(estimate.distance(), 0, 0, 0));
    assertThat(estimate.value()).isZero();
    assertThat(estimate.distance().bound()).isLessThan(1e-6);
  }

  @Test
  void w2_argumentsThatDoNotFit_areRefused() {
    SlicedWasserstein distance = new SlicedWasserstein(2, 5, 1);
    Rows one = Rows.zeros(1, 2);
    assertThatThrownBy(() -> distance.w2(Rows.zeros(1, 3), one))
        .hasMessageContaining("1 rows of 3 numbers; give at least one row of 2");
    assertThatThrownBy(() -> distance.w2(one, Rows.zeros(0, 2))).hasMessageContaining("0 rows");
    assertThatThrownBy(() -> distance.w2(one, Rows.of(new float[] {1, 2, 3, Float.NaN}, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row 1 of a sample holds NaN");
    assertThatThrownBy(() -> new SlicedWasserstein(2, 0, 1)).hasMessageContaining("0 projections");
  }
}
