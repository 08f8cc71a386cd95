package io.scorestream.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class Wasserstein1DTest {

  @Test
  void w1AndW2_tinySamples_areTheBestAssignment() {
    RandomGenerator rng = Draws.generator(1);
    for (int repetition = 0; repetition < 50; repetition++) {
      float[] x = draws(rng, 6);
      float[] y = draws(rng, 6);
      assertThat(Wasserstein1D.w1(x, y)).isCloseTo(best(x, y, 0, 1) / 6, within(1e-6));
      assertThat(Wasserstein1D.w2(x, y)).isCloseTo(Math.sqrt(best(x, y, 0, 2) / 6), within(1e-6));
    }
  }

  private static float[] draws(RandomGenerator rng, int n) {
    float[] draws = new float[n];
    for (int i = 0; i < n; i++) {
      draws[i] = (float) rng.nextGaussian();
    }
    return draws;
  }

  /** The least total cost over all assignments of {@code x[from..]} to {@code y[from..]}. */
  private static double best(float[] x, float[] y, int from, int power) {
    if (from == x.length) {
      return 0;
    }
    double least = Double.POSITIVE_INFINITY;
    for (int i = from; i < y.length; i++) {
      swap(y, from, i);
      double cost = Math.pow(Math.abs((double) x[from] - y[from]), power);
      least = Math.min(least, cost + best(x, y, from + 1, power));
      swap(y, from, i);
    }
    return least;
  }

  private static void swap(float[] values, int i, int j) {
    float kept = values[i];
    values[i] = values[j];
    values[j] = kept;
  }

  /** {@code W_2² = Δμ² + Δσ²} and {@code W_1 = E|Δμ + Δσ Z|}, here {@code E|1 + Z| = 1.1666}. */
  @Test
  void w1AndW2_samplesOfGaussians_areTheClosedForms() {
    float[] x = draws(Draws.generator(3), 100_000);
    float[] y = draws(Draws.generator(4), 100_000);
    for (int i = 0; i < y.length; i++) {
      y[i] = 1 + 2 * y[i];
    }
    assertThat(Wasserstein1D.w1(x, y)).isCloseTo(1.1666, within(0.02));
    assertThat(Wasserstein1D.w2(x, y)).isCloseTo(Math.sqrt(2), within(0.02));
  }

  /** Repeating every point equally often changes no law, and can make the sizes equal. */
  @Test
  void w1AndW2_unequalSizes_areThoseOfTheSamplesRepeatedToOneSize() {
    RandomGenerator rng = Draws.generator(2);
    float[] x = draws(rng, 4);
    float[] y = draws(rng, 6);
    float[] twelve = repeat(x, 3);
    assertThat(Wasserstein1D.w1(x, y))
        .isCloseTo(Wasserstein1D.w1(twelve, repeat(y, 2)), within(1e-12));
    assertThat(Wasserstein1D.w2(x, y))
        .isCloseTo(Wasserstein1D.w2(twelve, repeat(y, 2)), within(1e-12));
    assertThat(Wasserstein1D.w2(y, x)).isCloseTo(Wasserstein1D.w2(x, y), within(1e-12));
  }

  private static float[] repeat(float[] values, int times) {
    float[] repeated = new float[values.length * times];
    for (int i = 0; i < repeated.length; i++) {
      repeated[i] = values[i / times];
    }
    return repeated;
  }

  @Test
  void w1AndW2_onePointAgainstTwo_areKnown() {
    assertThat(Wasserstein1D.w1(new float[] {0}, new float[] {3, -1})).isEqualTo(2);
    assertThat(Wasserstein1D.w2(new float[] {0}, new float[] {3, -1})).isEqualTo(Math.sqrt(5));
  }

  @Test
  void w1AndW2_shiftedCopy_areTheShiftInAnyOrder() {
    assertThat(Wasserstein1D.w1(new float[] {1, 5, 2}, new float[] {7, 3, 4})).isEqualTo(2);
    assertThat(Wasserstein1D.w2(new float[] {1, 5, 2}, new float[] {7, 3, 4})).isEqualTo(2);
  }

  /** The walk counts mass in units of 1/(n m), which passes 2^31 here. */
  @Test
  void w2_largeUnequalSizes_doesNotOverflow() {
    float[] x = new float[70_001];
    float[] y = new float[70_000];
    Arrays.fill(y, 3);
    assertThat(Wasserstein1D.w2(x, y)).isCloseTo(3, within(1e-9));
  }

  @Test
  void w1_emptySample_isRefused() {
    assertThatThrownBy(() -> Wasserstein1D.w1(new float[0], new float[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one point");
  }
}
