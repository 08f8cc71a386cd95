package io.scorestream.evaluator.robust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.diffusion.law.ExactScore;
import io.scorestream.diffusion.law.Law;
import io.scorestream.diffusion.law.Laws;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.evaluator.Fixtures;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.run.Run;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactErrorTest {

  private final Law law = Laws.named("mixture");
  private final Run run = new Run(Fixtures.known("r", law));
  private final ScoreFunction exact = ExactScore.exact(law, run.grid());

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void exactScore_hasNoError(int timestep) {
    List<Metric> metrics = metrics(timestep, exact);
    assertThat(metrics).hasSize(5).allSatisfy(metric -> assertThat(metric.getValue()).isZero());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void scoreOffByAConstant_hasSigmaTimesTheConstantAtEveryLevel(int timestep) {
    double sigma = OrnsteinUhlenbeck.sigma(run.grid().time(timestep));
    List<Metric> metrics = metrics(timestep, offBy(3, 4));
    assertThat(metrics)
        .allSatisfy(
            metric -> assertThat(metric.getValue()).isCloseTo(5 * sigma, within(1e-4 * sigma)));
  }

  @Test
  void metrics_carryLevelIntervalDrawsAndEvidence() {
    List<Metric> metrics = metrics(2, scaled(0.9f));
    assertThat(metrics)
        .extracting(Metric::getMetric, Metric::getDelta)
        .containsExactly(
            tuple("robust_error", 0.1),
            tuple("robust_error", 0.05),
            tuple("robust_error", 0.01),
            tuple("l2_error", null),
            tuple("max_error", null));
    assertThat(metrics)
        .allSatisfy(
            metric -> {
              assertThat(metric.getEvidence()).isEqualTo(Evidence.EXACT);
              assertThat(metric.getN()).isEqualTo(2_000);
              assertThat(metric.getTimestep()).isEqualTo(2);
              assertThat(metric.getTime()).isEqualTo(run.grid().time(2));
            });
    assertThat(metrics.subList(0, 3))
        .allSatisfy(
            metric ->
                assertThat(metric.getValue()).isStrictlyBetween(metric.getLow(), metric.getHigh()));
  }

  @Test
  void levels_areOrdered() {
    List<Metric> metrics = metrics(3, scaled(0.5f));
    assertThat(metrics.get(0).getValue()).isLessThan(metrics.get(1).getValue());
    assertThat(metrics.get(1).getValue()).isLessThan(metrics.get(2).getValue());
    assertThat(metrics.get(2).getValue()).isLessThan(metrics.get(4).getValue());
  }

  @Test
  void draws_haveTheSecondMomentOfTheDiffusedLaw() {
    int timestep = 2;
    double time = run.grid().time(timestep);
    TimestepDraws draws = TimestepDraws.of(law, exact, timestep, time, 100_000, Seeds.generator(5));
    double squares = 0;
    for (float x : draws.points()) {
      squares += x * x;
    }
    double signal = OrnsteinUhlenbeck.signal(time);
    double moment = signal * signal * law.secondMoment() * law.secondMoment();
    assertThat(squares / 100_000)
        .isCloseTo(moment + 2 * OrnsteinUhlenbeck.variance(time), within(0.03));
  }

  private List<Metric> metrics(int timestep, ScoreFunction estimate) {
    TimestepDraws draws =
        TimestepDraws.of(
            law, exact, timestep, run.grid().time(timestep), 2_000, Seeds.generator(1));
    return ExactError.of(
        MetricScope.of(run, 256, timestep), draws, estimate, run.spec().getEvaluation());
  }

  private ScoreFunction offBy(float first, float second) {
    return changed((score, coordinate) -> score + (coordinate == 0 ? first : second));
  }

  private ScoreFunction scaled(float factor) {
    return changed((score, coordinate) -> score * factor);
  }

  private interface Change {
    float of(float score, int coordinate);
  }

  private ScoreFunction changed(Change change) {
    return new ScoreFunction() {
      @Override
      public int dimension() {
        return 2;
      }

      @Override
      public void score(int timestep, float[] x, float[] out) {
        exact.score(timestep, x, out);
        for (int i = 0; i < out.length; i++) {
          out[i] = change.of(out[i], i % 2);
        }
      }
    };
  }
}
