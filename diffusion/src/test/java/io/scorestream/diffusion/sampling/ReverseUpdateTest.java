package io.scorestream.diffusion.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.grid.TimeGrid;
import io.scorestream.diffusion.grid.TimeGridKind;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.diffusion.sampling.ReverseUpdate.Coefficients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReverseUpdateTest {
  private static final int HO_STEPS = 1000;

  private static double beta(int k) {
    return 1e-4 + (0.02 - 1e-4) * (k - 1) / (HO_STEPS - 1);
  }

  /** ᾱ_k of the published schedule. */
  private static double alphaBar(int k) {
    double product = 1;
    for (int j = 1; j <= k; j++) {
      product *= 1 - beta(j);
    }
    return product;
  }

  /** The published schedule from its step 1 on: timestep k is its step k + 1. */
  private static TimeGrid hoGrid() {
    double start = -0.5 * Math.log(alphaBar(1));
    double end = -0.5 * Math.log(alphaBar(HO_STEPS));
    return TimeGrid.of(TimeGridKind.LINEAR_BETA, end, start, HO_STEPS - 1);
  }

  /** x ← (x − β/√(1 − ᾱ) ε̂)/√α + √β ξ with ε̂ = −√(1 − ᾱ) ŝ, as published. */
  @Test
  void hoBeta_onThePublishedSchedule_isThePublishedUpdate() {
    for (int k : new int[] {2, 10, 500, 999}) {
      Coefficients factors = ReverseUpdate.HO_BETA.coefficients(hoGrid(), k);
      double beta = beta(k + 1);
      assertThat(factors.position()).isCloseTo(1 / Math.sqrt(1 - beta), within(1e-10));
      assertThat(factors.score()).isCloseTo(beta / Math.sqrt(1 - beta), within(1e-10));
      assertThat(factors.noise()).isCloseTo(Math.sqrt(beta), within(1e-9));
    }
  }

  @Test
  void hoBetaTilde_onThePublishedSchedule_hasThePosteriorVariance() {
    for (int k : new int[] {2, 10, 500, 999}) {
      Coefficients factors = ReverseUpdate.HO_BETA_TILDE.coefficients(hoGrid(), k);
      double variance = beta(k + 1) * (1 - alphaBar(k)) / (1 - alphaBar(k + 1));
      assertThat(factors.noise()).isCloseTo(Math.sqrt(variance), within(1e-9));
      assertThat(factors.score())
          .isEqualTo(ReverseUpdate.HO_BETA.coefficients(hoGrid(), k).score());
    }
  }

  @Test
  void exponentialIntegrator_oneStep_isTheClosedForm() {
    TimeGrid grid = new TimeGrid(TimeGridKind.UNIFORM, new double[] {1, 1.5});
    Coefficients factors = ReverseUpdate.EXPONENTIAL_INTEGRATOR.coefficients(grid, 1);
    assertThat(factors.position()).isCloseTo(Math.exp(0.5), within(1e-12));
    assertThat(factors.score()).isCloseTo(2 * (Math.exp(0.5) - 1), within(1e-12));
    assertThat(factors.noise()).isCloseTo(Math.sqrt(Math.E - 1), within(1e-12));
  }

  @ParameterizedTest
  @EnumSource
  void coefficients_haveNoise_butAlongTheFlowAndInHosLastStep(ReverseUpdate update) {
    TimeGrid grid = TimeGrid.of(TimeGridKind.BENTON, 5, 1e-3, 10);
    boolean hasLast =
        update == ReverseUpdate.EXPONENTIAL_INTEGRATOR || update == ReverseUpdate.SDE_MULTISTEP;
    assertThat(update.coefficients(grid, 1).noise() > 0).isEqualTo(hasLast);
    assertThat(update.coefficients(grid, 2).noise() > 0).isEqualTo(!update.isDeterministic());
  }

  @Test
  void coefficients_ofShortSteps_agreeToSecondOrder() {
    double h = 1e-3;
    TimeGrid grid = new TimeGrid(TimeGridKind.UNIFORM, new double[] {1 - h, 1, 1 + h});
    Coefficients one = ReverseUpdate.EXPONENTIAL_INTEGRATOR.coefficients(grid, 2);
    Coefficients other = ReverseUpdate.HO_BETA.coefficients(grid, 2);
    assertThat(one.score()).isCloseTo(other.score(), within(2 * h * h));
    assertThat(one.noise() * one.noise())
        .isCloseTo(other.noise() * other.noise(), within(5 * h * h));
  }

  /** x ← α′ D + σ′ ε̂ with D = (x − σ ε̂)/α and ε̂ = −σ ŝ, as published. */
  @Test
  void ddim_isThePublishedUpdate() {
    TimeGrid grid = new TimeGrid(TimeGridKind.UNIFORM, new double[] {0.4, 1.1});
    double signal = Math.exp(-1.1);
    double sigma = Math.sqrt(1 - Math.exp(-2.2));
    double x = 0.7;
    double score = -1.3;
    double noise = -sigma * score;
    double published =
        Math.exp(-0.4) * (x - sigma * noise) / signal + Math.sqrt(1 - Math.exp(-0.8)) * noise;
    Coefficients factors = ReverseUpdate.DDIM.coefficients(grid, 1);
    assertThat(factors.position() * x + factors.score() * score)
        .isCloseTo(published, within(1e-12));
  }

  /** {@code α′ ∫ r e^{−r(l − z)} z dz} over the step, by the midpoint rule, per stride before. */
  @ParameterizedTest
  @CsvSource({"FLOW_MULTISTEP, 1", "SDE_MULTISTEP, 2"})
  void multistep_takesTheLineThroughTheLastTwoMeans(ReverseUpdate update, int rate) {
    TimeGrid grid = new TimeGrid(TimeGridKind.UNIFORM, new double[] {0.2, 0.5, 1.5});
    double now = stride(0.5, 0.2);
    double line = 0;
    for (int i = 0; i < 10_000; i++) {
      double z = now * (i + 0.5) / 10_000;
      line += Math.exp(-0.2) * rate * Math.exp(rate * (z - now)) * z * now / 10_000;
    }
    Coefficients factors = update.coefficients(grid, 1);
    assertThat(factors.memory()).isCloseTo(-line / stride(1.5, 0.5), within(1e-8));
    // A point whose mean is 0 now and was 1 before: ŝ = −x/σ².
    double variance = 1 - Math.exp(-1.0);
    double left = (1 - Math.exp(-0.4)) / variance;
    double toNoise = rate == 1 ? 0 : now;
    assertThat(factors.position() - factors.score() / variance)
        .isCloseTo(Math.sqrt(left) * Math.exp(-toNoise), within(1e-12));
    assertThat(factors.noise())
        .isCloseTo(Math.sqrt((1 - Math.exp(-0.4)) * (1 - Math.exp(-2 * toNoise))), within(1e-12));
    assertThat(update.coefficients(grid, 2).memory()).isZero();
  }

  /** With the data known, what comes of a point at a time has the law of that time. */
  @Test
  void sdeMultistep_ofOnePoint_keepsItsLaw() {
    TimeGrid grid = TimeGrid.of(TimeGridKind.BENTON, 5, 1e-3, 20);
    double variance = OrnsteinUhlenbeck.variance(5);
    for (int k = 20; k >= 1; k--) {
      double noise = OrnsteinUhlenbeck.variance(grid.time(k));
      Coefficients by = ReverseUpdate.SDE_MULTISTEP.coefficients(grid, k);
      double kept = by.position() - by.score() / noise;
      variance = kept * kept * variance + by.noise() * by.noise();
      assertThat(variance).isCloseTo(OrnsteinUhlenbeck.variance(grid.time(k - 1)), within(1e-12));
    }
  }

  private static double stride(double from, double to) {
    return logSignalToNoise(to) - logSignalToNoise(from);
  }

  private static double logSignalToNoise(double time) {
    return -time - Math.log1p(-Math.exp(-2 * time)) / 2;
  }
}
