package io.scorestream.experiments.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.grid.TimeGrid;
import io.scorestream.diffusion.grid.TimeGridKind;
import io.scorestream.diffusion.law.GaussianLaw;
import io.scorestream.diffusion.law.GaussianMixture;
import io.scorestream.diffusion.law.Laws;
import io.scorestream.diffusion.sampling.ReversePlan;
import io.scorestream.diffusion.sampling.ReverseUpdate;
import io.scorestream.diffusion.sampling.SampledGaussian;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OutputLawTest {
  private static final GaussianMixture LAW = (GaussianMixture) Laws.named("mixture-1d");

  /** The output for a Gaussian is Gaussian, and its moments follow from the coefficients alone. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SDE_MULTISTEP")
  void of_aGaussian_isTheGaussianOfTheRecursion(ReverseUpdate update) {
    GaussianLaw law = new GaussianLaw(new double[] {1.5}, new double[] {0.3});
    ReversePlan plan = ReversePlan.whole(TimeGrid.of(TimeGridKind.BENTON, 2, 0.05, 12), update);
    SampledGaussian output = SampledGaussian.of(plan, 1.5, 0.3);
    NormalDistribution expected =
        NormalDistribution.of(output.mean(), Math.sqrt(output.variance()));
    OutputLaw found = OutputLaw.of(law, plan);
    for (double x = 0; x <= 3; x += 0.1) {
      assertThat(found.below(x)).isCloseTo(expected.cumulativeProbability(x), within(2e-4));
    }
  }

  /** Worked out elsewhere by other code. */
  @ParameterizedTest
  @CsvSource({
    "UNIFORM, EXPONENTIAL_INTEGRATOR, 20, 0.2236",
    "BENTON, EXPONENTIAL_INTEGRATOR, 100, 0.0112",
    "LOG_SNR, HO_BETA_TILDE, 50, 0.0453",
    "KARRAS, HO_BETA_TILDE, 20, 0.1402",
    "COSINE, EXPONENTIAL_INTEGRATOR, 50, 0.0205"
  })
  void w1_ofTheOutput_isAsWorkedOutElsewhere(
      TimeGridKind kind, ReverseUpdate update, int steps, double expected) {
    OutputLaw output =
        OutputLaw.of(LAW, ReversePlan.whole(TimeGrid.of(kind, 5, 1e-3, steps), update));

    assertThat(new LineLaw(LAW, 0).w1(output::below)).isCloseTo(expected, within(1e-4));
  }

  @Test
  void w1_ofShiftedLaws_isTheShift() {
    LineLaw one = new LineLaw(single(0.3), 0);
    LineLaw other = new LineLaw(single(-0.2), 0);

    assertThat(one.w1(other::below)).isCloseTo(0.5, within(1e-6));
  }

  /** {@code E|mean of n draws|} is at most {@code E W_1}, which is at most this. */
  @Test
  void samplingError_isAboveTheErrorOfTheMeanAndFallsAsTheRootOfN() {
    LineLaw law = new LineLaw(single(0), 0);

    assertThat(law.samplingError(100)).isBetween(Math.sqrt(2 / (100 * Math.PI)), 0.2);
    assertThat(law.samplingError(400)).isCloseTo(law.samplingError(100) / 2, within(1e-12));
  }

  private static GaussianMixture single(double mean) {
    return new GaussianMixture(
        new double[] {1}, List.of(GaussianLaw.isotropic(new double[] {mean}, 1)));
  }
}
