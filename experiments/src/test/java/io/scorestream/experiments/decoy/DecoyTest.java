package io.scorestream.experiments.decoy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.scorestream.diffusion.law.GaussianLaw;
import io.scorestream.diffusion.law.GaussianMixture;
import io.scorestream.experiments.result.Check;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecoyTest {

  @Test
  void run_withFewerRepetitions_isAsExpected() {
    assertThat(new Decoy(400, 1_600_000).run(2).checks()).allMatch(Check::holds);
  }

  /** Worked out elsewhere with four million nodes. */
  @ParameterizedTest
  @CsvSource({"2.878161739095483, 2, 19.39526", "3.5400837992061445, 4, 18678.9"})
  void moment_isAsWorkedOutElsewhere(double crossover, int power, double moment) {
    DecoyTheory theory = new DecoyTheory(new DecoyScore(100, crossover));

    assertThat(theory.moment(power)).isCloseTo(moment, withinPercentage(0.001));
  }

  /** With S = 6 the mode's weight can still be written, and the law's own score be taken. */
  @Test
  void score_isThatOfTheMixture() {
    double crossover = 2.5;
    double odds = Math.exp(-6 * 6 / 2.0 + 6 * crossover);
    double truth = odds / (1 + odds);
    GaussianMixture mixture =
        new GaussianMixture(
            new double[] {truth, 1 - truth},
            List.of(
                GaussianLaw.isotropic(new double[] {0}, 1),
                GaussianLaw.isotropic(new double[] {6}, 1)));
    DecoyScore score = new DecoyScore(6, crossover);
    double[] exact = new double[1];
    for (double x : new double[] {-2, 0, 2.3, 2.5, 2.8, 7}) {
      mixture.diffusedTo(0).score(new double[] {x}, exact);
      assertThat(score.excess(x) - x).isCloseTo(exact[0], within(1e-9));
    }
  }
}
