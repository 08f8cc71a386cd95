package io.scorestream.diffusion.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.diffusion.grid.TimeGrid;
import io.scorestream.diffusion.grid.TimeGridKind;
import io.scorestream.diffusion.law.ExactScore;
import io.scorestream.diffusion.law.FiniteSet;
import io.scorestream.diffusion.law.GaussianLaw;
import io.scorestream.diffusion.law.Law;
import io.scorestream.diffusion.law.Laws;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.rows.Rows;
import io.scorestream.transport.Wasserstein1D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReverseSamplerTest {
  private static final int DRAWS = 40_000;

  private static TimeGrid grid(TimeGridKind kind, int steps) {
    return TimeGrid.of(kind, 5, 1e-3, steps);
  }

  /** W_1 between what the sampler makes with exact scores and fresh data. */
  private static double distance(ReversePlan plan) {
    Law law = Laws.named("mixture-1d");
    float[] data = law.draw(DRAWS, Seeds.generator(1)).numbers();
    ReverseSampler sampler = new ReverseSampler(plan, ExactScore.exact(law, plan.grid()));
    return Wasserstein1D.w1(sampler.sample(DRAWS, Seeds.generator(2)).numbers(), data);
  }

  /**
   * Distances measured elsewhere with another mixture of three Gaussians of like variances. A
   * factor 1.7 is allowed for the other mixture; a wrong factor in an update costs more than that.
   */
  @ParameterizedTest
  @CsvSource({
    "BENTON, EXPONENTIAL_INTEGRATOR, 20, 0.057",
    "BENTON, EXPONENTIAL_INTEGRATOR, 50, 0.022",
    "BENTON, EXPONENTIAL_INTEGRATOR, 100, 0.013",
    "GEOMETRIC, EXPONENTIAL_INTEGRATOR, 20, 0.051",
    "GEOMETRIC, EXPONENTIAL_INTEGRATOR, 50, 0.021",
    "GEOMETRIC, EXPONENTIAL_INTEGRATOR, 100, 0.011",
    "UNIFORM, EXPONENTIAL_INTEGRATOR, 20, 0.261",
    "UNIFORM, EXPONENTIAL_INTEGRATOR, 50, 0.203",
    "UNIFORM, EXPONENTIAL_INTEGRATOR, 100, 0.137",
    "BENTON, HO_BETA_TILDE, 20, 0.117",
    "BENTON, HO_BETA_TILDE, 50, 0.050",
    "GEOMETRIC, HO_BETA_TILDE, 20, 0.096",
    "GEOMETRIC, HO_BETA_TILDE, 50, 0.040",
    "UNIFORM, HO_BETA_TILDE, 20, 0.251",
    "UNIFORM, HO_BETA_TILDE, 50, 0.119",
  })
  void sample_exactScores_isAsFarFromTheDataAsPublished(
      TimeGridKind kind, ReverseUpdate update, int steps, double published) {
    double measured = distance(ReversePlan.whole(grid(kind, steps), update));
    assertThat(measured).isBetween(published / 1.7, published * 1.7);
  }

  /** The law of the output for a Gaussian follows from the coefficients alone. */
  @ParameterizedTest
  @EnumSource
  void sample_gaussianScore_hasTheMeanAndVarianceOfTheRecursion(ReverseUpdate update) {
    GaussianLaw law = new GaussianLaw(new double[] {1.5}, new double[] {0.3});
    TimeGrid grid = TimeGrid.of(TimeGridKind.BENTON, 2, 0.05, 12);
    ReversePlan plan = ReversePlan.whole(grid, update);
    SampledGaussian expected = SampledGaussian.of(plan, 1.5, 0.3);
    float[] draws =
        new ReverseSampler(plan, ExactScore.exact(law, grid))
            .sample(200_000, Seeds.generator(3))
            .numbers();
    double measuredMean = 0;
    double measuredSquare = 0;
    for (float x : draws) {
      measuredMean += x / 200_000.0;
      measuredSquare += (double) x * x / 200_000;
    }
    assertThat(measuredMean).isCloseTo(expected.mean(), within(0.008));
    assertThat(measuredSquare - measuredMean * measuredMean)
        .isCloseTo(expected.variance(), within(0.008));
  }

  /** A quarter of the step divides the error by four to the order. */
  @ParameterizedTest
  @CsvSource({"PROBABILITY_FLOW, 1", "DDIM, 1", "FLOW_MULTISTEP, 2"})
  void sample_shorterSteps_errorFallsByTheOrder(ReverseUpdate update, int order) {
    double fall = flowError(update, 60) / flowError(update, 240);
    assertThat(fall).isBetween(0.6 * Math.pow(4, order), 1.6 * Math.pow(4, order));
  }

  /** Away from where the flow of a Gaussian takes a point, which is {@code √(w_0/w_T)} of it. */
  private static double flowError(ReverseUpdate update, int steps) {
    GaussianLaw law = new GaussianLaw(new double[1], new double[] {0.3});
    TimeGrid grid = TimeGrid.of(TimeGridKind.LOG_SNR, 2, 0.05, steps);
    float end =
        new ReverseSampler(ReversePlan.whole(grid, update), ExactScore.exact(law, grid))
            .sample(1, Seeds.generator(6))
            .at(0, 0);
    double start = (float) Seeds.generator(6).nextGaussian();
    double ratio = diffusedVariance(0.05) / diffusedVariance(2);
    return Math.abs(end / start - Math.sqrt(ratio));
  }

  private static double diffusedVariance(double time) {
    double sigma2 = OrnsteinUhlenbeck.variance(time);
    return (1 - sigma2) * 0.3 + sigma2;
  }

  /** As well as the exponential integrator with all fifty: numbers in docs/adr/0036. */
  @Test
  void sample_fifteenOfFiftyTimesteps_multistepIsAsCloseAsAllWithNoise() {
    assertThat(distance(ReverseUpdate.FLOW_MULTISTEP, 15))
        .isLessThan(1.05 * distance(ReverseUpdate.EXPONENTIAL_INTEGRATOR, 50));
    assertThat(distance(ReverseUpdate.EXPONENTIAL_INTEGRATOR, 15))
        .isGreaterThan(2 * distance(ReverseUpdate.EXPONENTIAL_INTEGRATOR, 50));
  }

  private static double distance(ReverseUpdate update, int count) {
    return distance(new ReversePlan(grid(TimeGridKind.BENTON, 50), update, count));
  }

  /** With the score of a finite set a sampler only returns the set's points, blurred by σ. */
  @Test
  void sample_scoreOfAFiniteSet_returnsItsPoints() {
    FiniteSet set = new FiniteSet(Rows.of(new float[] {-1, -1, 1, 0.5f, 0, 2}, 2));
    TimeGrid grid = grid(TimeGridKind.GEOMETRIC, 60);
    Rows draws =
        new ReverseSampler(
                ReversePlan.whole(grid, ReverseUpdate.EXPONENTIAL_INTEGRATOR),
                ExactScore.exact(set, grid))
            .sample(500, Seeds.generator(4));
    Rows points = set.points();
    for (int row = 0; row < draws.count(); row++) {
      double nearest = Double.POSITIVE_INFINITY;
      for (int p = 0; p < points.count(); p++) {
        nearest =
            Math.min(
                nearest,
                Math.hypot(draws.at(row, 0) - points.at(p, 0), draws.at(row, 1) - points.at(p, 1)));
      }
      assertThat(nearest).isLessThan(6 * OrnsteinUhlenbeck.sigma(grid.start()));
    }
  }

  @Test
  void sample_progress_countsDownToZero() {
    List<Integer> remaining = new ArrayList<>();
    sampler(0).sample(2, Seeds.generator(1), remaining::add);
    assertThat(remaining).containsExactly(3, 2, 1, 0);
  }

  @Test
  void sample_equalSeeds_areEqualDraws() {
    Rows draws = sampler(0).sample(10, Seeds.generator(5));
    assertThat(draws.numbers()).hasSize(20);
    assertThat(draws).isEqualTo(sampler(0).sample(10, Seeds.generator(5)));
  }

  @Test
  void sample_scoreThatIsNotFinite_failsWithTheTimestep() {
    assertThatThrownBy(() -> sampler(Float.NaN).sample(3, Seeds.generator(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("timestep 4")
        .hasMessageContaining("no samples were kept");
    assertThatThrownBy(() -> sampler(Float.NaN, 5).sample(4, Seeds.generator(1)))
        .hasMessageContaining("in row 2:");
  }

  private static ReverseSampler sampler(float constant) {
    return sampler(constant, 0);
  }

  /** Of a score that is 0 before a place among all numbers. */
  private static ReverseSampler sampler(float constant, int from) {
    ScoreFunction score =
        new ScoreFunction() {
          @Override
          public int dimension() {
            return 2;
          }

          @Override
          public void score(int timestep, Rows x, Rows out) {
            Arrays.fill(out.numbers(), 0, from, 0);
            Arrays.fill(out.numbers(), from, out.numbers().length, constant);
          }
        };
    return new ReverseSampler(
        ReversePlan.whole(grid(TimeGridKind.BENTON, 4), ReverseUpdate.HO_BETA), score);
  }
}
