package io.scorestream.diffusion.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
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

  /** Whatever is left out on the way: forecasts stay as they are, to the last bit. */
  @Test
  void quantile_isWhatBisectionAloneFinds() {
    for (int seed = 0; seed < 300; seed++) {
      NormalMixture mixture = mixture(new Random(seed));
      for (double p : new double[] {1e-4, 0.05, 0.25, 0.5, 0.9, 0.975}) {
        if (p > mixture.atom()) {
          assertThat(mixture.quantile(p)).as("%s, %s", seed, p).isEqualTo(bisected(mixture, p));
        }
      }
    }
  }

  /** Parts in groups of one law, close together or far apart, and perhaps an atom. */
  private static NormalMixture mixture(Random random) {
    int n = 1 + random.nextInt(40);
    double apart = Math.exp(8 * random.nextDouble() - 3);
    double[] weights = new double[n];
    double[] means = new double[n];
    double[] deviations = new double[n];
    for (int i = 0; i < n; i++) {
      boolean same = i > 0 && random.nextBoolean();
      weights[i] = (random.nextInt(4) == 0 ? 1e-9 : 1) / (n + random.nextInt(3));
      means[i] = same ? means[i - 1] : apart * random.nextGaussian();
      deviations[i] = same ? deviations[i - 1] : Math.exp(2 * random.nextGaussian());
    }
    return new NormalMixture(weights, means, deviations);
  }

  private static double bisected(NormalMixture mixture, double p) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    double widest = 0;
    for (int i = 0; i < mixture.means().length; i++) {
      low = Math.min(low, mixture.means()[i] - 9 * mixture.deviations()[i]);
      high = Math.max(high, mixture.means()[i] + 9 * mixture.deviations()[i]);
      widest = Math.max(widest, mixture.deviations()[i]);
    }
    while (high - low > 1e-6 * widest) {
      double middle = (low + high) / 2;
      if (mixture.below(middle) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
