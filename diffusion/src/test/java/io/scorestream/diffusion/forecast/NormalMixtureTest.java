package io.scorestream.diffusion.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NormalMixtureTest {

  @Test
  void quantile_oneNormal_isTheTextbookValue() {
    NormalMixture normal = new NormalMixture(new double[] {1}, new double[] {3}, new double[] {2});
    assertThat(normal.quantile(0.975)).isCloseTo(3 + 2 * 1.959964, within(1e-5));
    assertThat(normal.below(3)).isCloseTo(0.5, within(1e-12));
    assertThat(NormalMixture.reach(0.95)).isCloseTo(1.959964, within(1e-6));
  }

  @Test
  void quantile_farApartParts_fallsBetweenThemByWeight() {
    NormalMixture two =
        new NormalMixture(new double[] {0.25, 0.75}, new double[] {-100, 100}, new double[] {1, 1});
    assertThat(two.quantile(0.2)).isCloseTo(-100 + 0.8416, within(1e-3));
    assertThat(two.quantile(0.625)).isCloseTo(100, within(1e-3));
    assertThat(two.below(0)).isCloseTo(0.25, within(1e-12));
  }

  @Test
  void quantile_withinTheAtom_isMinusInfinity() {
    NormalMixture half = new NormalMixture(new double[] {0.5}, new double[] {0}, new double[] {1});
    assertThat(half.quantile(0.4)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(half.quantile(0.75)).isCloseTo(0, within(1e-5));
    assertThat(half.below(0)).isCloseTo(0.75, within(1e-12));
  }

  @Test
  void quantile_below_undoIt() {
    NormalMixture mixture =
        new NormalMixture(
            new double[] {0.2, 0.5, 0.3}, new double[] {0, 1, 5}, new double[] {0.1, 2, 0.5});
    for (double p = 0.01; p < 1; p += 0.07) {
      assertThat(mixture.below(mixture.quantile(p))).isCloseTo(p, within(1e-4));
    }
  }
}
