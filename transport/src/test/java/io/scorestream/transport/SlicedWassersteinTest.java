package io.scorestream.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.transport.SlicedWasserstein.Estimate;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlicedWassersteinTest {

  private static float[] gaussian(int count, double shift, RandomGenerator rng) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (rng.nextGaussian() + shift);
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8, 32})
  void w2_shiftedCopy_isTheShiftOverTheRootOfTheDimension(int dimension) {
    float[] x = gaussian(200 * dimension, 0, Draws.generator(1));
    float[] y = x.clone();
    for (int i = 0; i < y.length; i++) {
      y[i] += 0.5f;
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
    float[] x = gaussian(320_000, 0, rng);
    float[] y = gaussian(320_000, 0.1, rng);
    assertThat(new SlicedWasserstein(32, 2000, 1).w2(x, y).value())
        .isCloseTo(0.1013, within(0.008));
  }

  @Test
  void w2_onTheLine_isTheExactDistanceWithoutError() {
    float[] x = {1, 5, 2};
    float[] y = {0, 4};
    Estimate estimate = new SlicedWasserstein(1, 100, 1).w2(x, y);
    double exact = Wasserstein1D.w2(x, y);
    assertThat(estimate).isEqualTo(new Estimate(exact, 0, exact, exact));
  }

  /** Against a value of so many directions that it counts as the truth. */
  @Test
  void w2_manySeeds_intervalCoversTheLimitAsOftenAsItSays() {
    RandomGenerator rng = Draws.generator(4);
    float[] x = gaussian(90, 0, rng);
    float[] y = gaussian(90, 0.5, rng);
    y[0] = 9;
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
    float[] x = gaussian(60, 0, Draws.generator(5));
    float[] y = gaussian(60, 1, Draws.generator(6));
    Estimate one = new SlicedWasserstein(3, 20, 7).w2(x, y);
    assertThat(new SlicedWasserstein(3, 20, 7).w2(x, y)).isEqualTo(one);
    assertThat(new SlicedWasserstein(3, 20, 8).w2(x, y)).isNotEqualTo(one);
    assertThat(new SlicedWasserstein(3, 20, 7).w2(y, x).value())
        .isCloseTo(one.value(), within(1e-9));
  }

  @Test
  void w2_sampleAgainstItself_isZero() {
    float[] x = gaussian(60, 0, Draws.generator(5));
    assertThat(new SlicedWasserstein(2, 20, 7).w2(x, x)).isEqualTo(new Estimate(0, 0, 0, 0));
  }

  @Test
  void w2_argumentsThatDoNotFit_areRefused() {
    SlicedWasserstein distance = new SlicedWasserstein(2, 5, 1);
    assertThatThrownBy(() -> distance.w2(new float[3], new float[2]))
        .hasMessageContaining("3 numbers are no sample of rows of 2");
    assertThatThrownBy(() -> distance.w2(new float[2], new float[0]))
        .hasMessageContaining("0 numbers");
    assertThatThrownBy(() -> distance.w2(new float[2], new float[] {1, 2, 3, Float.NaN}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row 1 of a sample holds NaN");
    assertThatThrownBy(() -> new SlicedWasserstein(2, 0, 1)).hasMessageContaining("0 projections");
  }
}
