package io.scorestream.evaluator.robust;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.diffusion.error.ErrorSample;
import io.scorestream.diffusion.law.ExactScore;
import io.scorestream.diffusion.law.Law;
import io.scorestream.diffusion.law.Laws;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.evaluator.Fixtures;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a law that is known, so that the proxy can be held against what it stands for. */
class EmpiricalReferenceTest {

  private static final int SAMPLES = 2_000;
  private static final int LATE = 3;

  private final Law law = Laws.named("mixture");
  private final Run run = new Run(Fixtures.known("r", law));
  private final ScoreFunction exact = ExactScore.exact(law, run.grid());
  private final Rows samples = samples();

  @Test
  void proxy_ofAFarOffNetwork_isNearItsError() {
    ScoreFunction off = Scores.scaled(exact, 1.6f);
    List<Metric> proxies = proxies(LATE, off);
    assertThat(proxies).isNotEmpty();
    for (Metric proxy : proxies) {
      double error = errors(LATE, off).quantile(requireNonNull(proxy.getDelta()), 0.95).value();
      assertThat(proxy.getValue()).isCloseTo(error, within(error / 3));
      assertThat(proxy.getEvidence()).isEqualTo(Evidence.PROXY);
      assertThat(proxy.getN()).isEqualTo(SAMPLES / 5);
    }
  }

  /** The exact score is as far from the reference as the reference is from the truth. */
  @Test
  void proxy_ofTheExactScore_isNotOffered() {
    for (int timestep : run.timesteps()) {
      assertThat(proxies(timestep, exact)).isEmpty();
    }
  }

  /** At the smallest time both halves see little but their nearest sample. */
  @Test
  void proxy_atASmallTime_isNotOffered() {
    assertThat(run.grid().time(1)).isLessThan(0.01);
    assertThat(proxies(1, Scores.scaled(exact, 1.6f))).isEmpty();
  }

  /** A point's own sample would give its noise away: at the smallest time, all of it. */
  @Test
  void reference_neverHoldsAPointsOwnSample() {
    NoisySamples noisy = noisy(1);
    EmpiricalReference reference = reference(1, noisy);
    int told = 0;
    for (int point = 0; point < reference.halves().size(); point++) {
      double distance =
          Math.hypot(
              reference.noise().at(point, 0) - noisy.noise()[10 * point],
              reference.noise().at(point, 1) - noisy.noise()[10 * point + 1]);
      told += distance < 0.05 ? 1 : 0;
    }
    assertThat(told).isLessThan(20);
  }

  @ParameterizedTest
  @CsvSource({"4, 2, 0", "104, 2, 20", "2000, 2, 400", "100000, 2, 400", "100000, 256, 128"})
  void groups_areLimitedByTheSamplesAndByWhatTheyCost(int count, int dimension, int groups) {
    assertThat(EmpiricalReference.groups(count, dimension)).isEqualTo(groups);
  }

  private List<Metric> proxies(int timestep, ScoreFunction estimate) {
    NoisySamples noisy = noisy(timestep);
    return reference(timestep, noisy)
        .metrics(
            MetricScope.of(run, 256, timestep),
            noisy.seenBy(estimate, timestep),
            run.spec().getEvaluation());
  }

  private EmpiricalReference reference(int timestep, NoisySamples noisy) {
    return EmpiricalReference.of(
        samples, noisy, run.grid().time(timestep), EmpiricalReference.groups(SAMPLES, 2));
  }

  private NoisySamples noisy(int timestep) {
    return NoisySamples.of(
        samples, samples.dimension(), run.grid().time(timestep), Seeds.generator(6, timestep));
  }

  private ErrorSample errors(int timestep, ScoreFunction estimate) {
    TimestepDraws draws = TimestepDraws.at(noisy(timestep).points(), exact, timestep);
    return ErrorSample.of(draws.errors(MetricScope.of(run, 256, timestep), estimate));
  }

  private Rows samples() {
    return law.draw(SAMPLES, Seeds.generator(5));
  }
}
