package io.scorestream.evaluator.robust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.diffusion.error.ErrorSample;
import io.scorestream.diffusion.error.ForwardPaths;
import io.scorestream.diffusion.law.ExactScore;
import io.scorestream.diffusion.law.Law;
import io.scorestream.diffusion.law.Laws;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.evaluator.Fixtures;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.events.Verdict;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import java.util.Arrays;
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
    assertThat(metrics)
        .extracting(Metric::getMetric)
        .contains("robust_error", "tail_alarm")
        .doesNotContain("tail_ratio");
    assertThat(metrics).allSatisfy(metric -> assertThat(metric.getValue()).isZero());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void scoreOffByAConstant_hasSigmaTimesTheConstantAtEveryLevel(int timestep) {
    double sigma = OrnsteinUhlenbeck.sigma(run.grid().time(timestep));
    List<Metric> metrics = metrics(timestep, offBy(3, 4));
    assertThat(named(metrics, "robust_error", "l2_error", "l4_error", "max_error"))
        .hasSize(6)
        .allSatisfy(
            metric -> assertThat(metric.getValue()).isCloseTo(5 * sigma, within(1e-4 * sigma)));
    assertThat(named(metrics, "tail_ratio").get(0).getValue()).isCloseTo(1, within(1e-4));
    assertThat(named(metrics, "tail_alarm").get(0).getValue()).isZero();
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
            tuple("exceedance", null),
            tuple("l2_error", null),
            tuple("l4_error", null),
            tuple("max_error", null),
            tuple("tail_ratio", null),
            tuple("tail_alarm", null));
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
    List<Metric> metrics = named(metrics(3, scaled(0.5f)), "robust_error", "max_error");
    assertThat(metrics).extracting(Metric::getValue).isSorted().doesNotHaveDuplicates().hasSize(4);
  }

  /** 0.1 is the target: D^δ is far below it, far above it, or has it near its (1 − δ)-quantile. */
  @Test
  void verdicts_sayWhetherTheTargetIsKept() {
    float sigma = (float) OrnsteinUhlenbeck.sigma(run.grid().time(2));
    assertThat(verdicts(offBy(0.05f / sigma, 0))).containsOnly(Verdict.CERTIFIED);
    assertThat(verdicts(offBy(0.2f / sigma, 0))).containsOnly(Verdict.REFUTED);
    assertThat(verdicts(scaledTo(0.1, 0.05)))
        .containsExactly(Verdict.CERTIFIED, Verdict.UNDECIDED, Verdict.REFUTED);
  }

  @Test
  void exceedance_isTheShareAboveTheTargetBetweenItsBounds() {
    Metric share = named(metrics(2, scaledTo(0.1, 0.05)), "exceedance").get(0);
    assertThat(share.getEpsilon()).isEqualTo(0.1);
    assertThat(share.getValue()).isCloseTo(0.05, within(1e-3));
    assertThat(share.getLow()).isBetween(0.04, 0.05);
    assertThat(share.getHigh()).isBetween(0.05, 0.06);
  }

  @Test
  void tailAlarm_isRaisedByAFewHugeErrors() {
    float[] errors = new float[2_000];
    Arrays.fill(errors, 0.1f);
    Arrays.fill(errors, 0, 20, 3.2f);
    List<Metric> metrics = of(errors);
    assertThat(named(metrics, "tail_alarm").get(0).getValue()).isEqualTo(1);
    assertThat(named(metrics, "tail_ratio").get(0).getValue()).isCloseTo(3.35, within(0.01));

    Arrays.fill(errors, 0, 20, 2.5f);
    assertThat(named(of(errors), "tail_alarm").get(0).getValue()).isZero();
  }

  /** As where a mode was missed that has less than 5 % of the mass. */
  @Test
  void tailAlarm_withoutAnyErrorBelowTheTail_isRaisedToo() {
    float[] errors = new float[2_000];
    errors[7] = 1;
    List<Metric> metrics = of(errors);
    assertThat(named(metrics, "tail_alarm").get(0).getValue()).isEqualTo(1);
    assertThat(named(metrics, "tail_ratio")).isEmpty();
  }

  @Test
  void fresh_hasTheQuantilesAlone() {
    ErrorSample errors = ErrorSample.of(new float[] {1, 2, 3, 4});
    assertThat(ExactError.fresh(MetricScope.of(run, 256, 2), errors, run.spec().getEvaluation()))
        .hasSize(3)
        .allMatch(metric -> metric.getMetric().equals("robust_error_fresh"))
        .allMatch(metric -> metric.getN() == 4 && metric.getVerdict() == null);
  }

  private List<Metric> metrics(int timestep, ScoreFunction estimate) {
    MetricScope.OfTimestep scope = MetricScope.of(run, 256, timestep);
    return ExactError.of(
        scope, ErrorSample.of(draws(timestep).errors(scope, estimate)), run.spec().getEvaluation());
  }

  private TimestepDraws draws(int timestep) {
    ForwardPaths paths = new ForwardPaths(law, run.grid(), 2_000, k -> Seeds.generator(1, k));
    return TimestepDraws.at(paths.at(timestep), exact, timestep);
  }

  private List<Metric> of(float[] errors) {
    return ExactError.of(
        MetricScope.of(run, 256, 2), ErrorSample.of(errors), run.spec().getEvaluation());
  }

  private List<Verdict> verdicts(ScoreFunction estimate) {
    return named(metrics(2, estimate), "robust_error").stream().map(Metric::getVerdict).toList();
  }

  private static List<Metric> named(List<Metric> metrics, String... names) {
    return metrics.stream().filter(metric -> List.of(names).contains(metric.getMetric())).toList();
  }

  /** The exact score of timestep 2, scaled so that its error has a quantile at a place. */
  private ScoreFunction scaledTo(double epsilon, double delta) {
    double unit =
        ErrorSample.of(draws(2).errors(MetricScope.of(run, 256, 2), scaled(2)))
            .quantile(delta, 0.95)
            .value();
    return scaled((float) (1 + epsilon / unit));
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
      public void score(int timestep, Rows x, Rows out) {
        exact.score(timestep, x, out);
        float[] scores = out.numbers();
        for (int i = 0; i < scores.length; i++) {
          scores[i] = change.of(scores[i], i % 2);
        }
      }
    };
  }
}
