package io.scorestream.diffusion.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.diffusion.process.Seeds;
import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What intervals and verdicts promise, over 1,000 repetitions with a fixed seed. */
class CoverageTest {

  private static final int REPETITIONS = 1_000;

  /** A run's default number of draws. */
  private static final int DRAWS = 10_000;

  private static final double[] DELTAS = {0.1, 0.05, 0.01};

  @ParameterizedTest
  @EnumSource(ErrorLaw.class)
  void intervals_coverTheTruthAsOftenAsTheySay(ErrorLaw law) {
    int[] covered = new int[DELTAS.length];
    for (int repetition = 0; repetition < REPETITIONS; repetition++) {
      RandomGenerator rng = Seeds.generator(1, repetition);
      ErrorSample sample = ErrorSample.of(law.draw(rng, DRAWS));
      for (int i = 0; i < DELTAS.length; i++) {
        QuantileEstimate estimate = sample.quantile(DELTAS[i], 0.95);
        double truth = law.quantile(DELTAS[i]);
        covered[i] += estimate.low() <= truth && truth <= estimate.high() ? 1 : 0;
      }
    }
    for (int i = 0; i < DELTAS.length; i++) {
      int most = law == ErrorLaw.ATOMIC ? REPETITIONS : 970;
      assertThat(covered[i]).as("δ = %s", DELTAS[i]).isBetween(930, most);
    }
  }

  /**
   * At the border itself, where verdicts are hardest: P(e ≥ ε) is a hair above δ, or below it. For
   * δ = 0.01 exactly 3.8 % then certify wrongly and 3.4 % refute wrongly, for the atom's 0.0111 4.3
   * % and 4.4 %; ten times the repetitions keep chance from deciding the test.
   */
  @ParameterizedTest
  @EnumSource(ErrorLaw.class)
  void verdicts_atTheBorder_areWrongInAtMostOneOfTwenty(ErrorLaw law) {
    double epsilon = law.quantile(0.01);
    double delta = law.exceeding(epsilon);
    int certified = 0;
    int refuted = 0;
    for (int repetition = 0; repetition < 10 * REPETITIONS; repetition++) {
      Exceedance exceedance = exceedance(law, repetition, epsilon);
      certified += exceedance.judge(delta * (1 - 1e-9)) == Certification.CERTIFIED ? 1 : 0;
      refuted += exceedance.judge(delta * (1 + 1e-9)) == Certification.REFUTED ? 1 : 0;
    }
    assertThat(certified).isBetween(250, 500);
    assertThat(refuted).isBetween(250, 500);
  }

  /** 2,000 draws tell P(e ≥ ε) = δ/2 and 2δ from δ = 0.05. */
  @ParameterizedTest
  @EnumSource(
      value = ErrorLaw.class,
      names = {"HEAVY_TAILED", "LIGHT_TAILED"})
  void verdicts_farFromTheBorder_areAlmostAlwaysGiven(ErrorLaw law) {
    assertThat(verdicts(law, law.quantile(0.025), 0.05).get(Certification.CERTIFIED))
        .isGreaterThan(990);
    assertThat(verdicts(law, law.quantile(0.1), 0.05).get(Certification.REFUTED))
        .isGreaterThan(990);
  }

  private static Map<Certification, Integer> verdicts(ErrorLaw law, double epsilon, double delta) {
    Map<Certification, Integer> counts = new EnumMap<>(Certification.class);
    for (int repetition = 0; repetition < REPETITIONS; repetition++) {
      counts.merge(exceedance(law, repetition, epsilon).judge(delta), 1, Integer::sum);
    }
    return counts;
  }

  private static Exceedance exceedance(ErrorLaw law, int repetition, double epsilon) {
    RandomGenerator rng = Seeds.generator(2, repetition);
    return ErrorSample.of(law.draw(rng, 2_000)).exceedance(epsilon, 0.95);
  }
}
