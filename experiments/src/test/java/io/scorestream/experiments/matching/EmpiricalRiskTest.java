package io.scorestream.experiments.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.law.DiffusedLaw;
import io.scorestream.diffusion.law.GaussianLaw;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.diffusion.process.Seeds;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class EmpiricalRiskTest {
  private static final double TIME = 0.3;
  private static final GaussianLaw TRUTH = GaussianLaw.isotropic(new double[] {0.5, -1}, 0.7);

  private static DiffusedLaw score(double x, double y) {
    return GaussianLaw.isotropic(new double[] {x, y}, 0.7).diffusedTo(TIME);
  }

  @Test
  void minimiser_ofManySamples_isTheTruth() {
    EmpiricalRisk risk = new EmpiricalRisk(List.of(score(0, 0), score(0.5, -1), score(1, 1)));
    risk.add(NoisyDraws.of(TRUTH, TIME, 2000, Seeds.generator(1)));

    assertThat(risk.minimiser(Seeds.generator(2))).isEqualTo(1);
  }

  @Test
  void minimiser_ofEquals_isDrawnFairly() {
    EmpiricalRisk risk = new EmpiricalRisk(List.of(score(0, 0), score(0, 0), score(9, 9)));
    risk.add(NoisyDraws.of(TRUTH, TIME, 10, Seeds.generator(1)));
    RandomGenerator rng = Seeds.generator(2);
    int first = 0;
    for (int i = 0; i < 10_000; i++) {
      int chosen = risk.minimiser(rng);
      assertThat(chosen).isLessThan(2);
      first += chosen == 0 ? 1 : 0;
    }

    assertThat(first / 10_000.0).isCloseTo(0.5, within(0.02));
  }

  @Test
  void add_inParts_sumsAsInOne() {
    NoisyDraws draws = NoisyDraws.of(TRUTH, TIME, 100, Seeds.generator(1));
    EmpiricalRisk whole = new EmpiricalRisk(List.of(score(0, 0)));
    EmpiricalRisk parts = new EmpiricalRisk(List.of(score(0, 0)));
    whole.add(draws);
    parts.add(draws, 0, 30);
    parts.add(draws, 30, 100);

    assertThat(parts.sum(0)).isEqualTo(whole.sum(0));
  }

  /** The loss of the truth is the targets' noise, {@code d/σ² − E|s|²} a sample. */
  @Test
  void sum_ofTheTruth_isTheIrreducibleLoss() {
    EmpiricalRisk risk = new EmpiricalRisk(List.of(score(0.5, -1)));
    int m = 100_000;
    risk.add(NoisyDraws.of(TRUTH, TIME, m, Seeds.generator(3)));
    double variance = Math.exp(-2 * TIME) * 0.49 + OrnsteinUhlenbeck.variance(TIME);
    double expected = 2 / OrnsteinUhlenbeck.variance(TIME) - 2 / variance;

    assertThat(risk.sum(0) / m).isCloseTo(expected, within(0.02));
  }

  @Test
  void errors_ofAnotherMean_areTheNormalisedDistanceEverywhere() {
    ScoreErrors errors = ScoreErrors.of(TRUTH, TIME, score(0.5, 0), 500, Seeds.generator(4));
    double variance = Math.exp(-2 * TIME) * 0.49 + OrnsteinUhlenbeck.variance(TIME);
    double expected = OrnsteinUhlenbeck.sigma(TIME) * Math.exp(-TIME) / variance;

    assertThat(errors.robust(0.1)).isCloseTo(expected, within(1e-5));
    assertThat(errors.rootMeanSquare()).isCloseTo(expected, within(1e-5));
  }
}
