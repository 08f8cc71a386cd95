package io.scorestream.evaluator.robust;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.diffusion.error.ErrorSample;
import io.scorestream.diffusion.error.ForwardPaths;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** On a law that is known, so that what is claimed of unknown ones can be checked. */
class EarlierComparisonTest {

  private static final int TIMESTEP = 3;

  private final Law law = Laws.named("mixture");
  private final Run run = new Run(Fixtures.known("r", law));
  private final MetricScope.OfTimestep scope = MetricScope.of(run, 512, TIMESTEP);
  private final ScoreFunction exact = ExactScore.exact(law, run.grid());
  private final ScoreFunction now = Scores.scaled(exact, 1.1f);
  private final ScoreFunction then = Scores.scaled(exact, 0.7f);

  @Test
  void difference_coversTheChangeOfTheSquaredErrorAsOftenAsItSays() {
    double truth =
        Math.pow(errors(now).rootMeanSquare(), 2) / 2
            - Math.pow(errors(then).rootMeanSquare(), 2) / 2;
    long covered =
        IntStream.range(0, 1_000)
            .mapToObj(repetition -> compare(samples(repetition, 500), 500, true).get(0))
            .filter(
                metric ->
                    requireNonNull(metric.getLow()) <= truth
                        && truth <= requireNonNull(metric.getHigh()))
            .count();
    assertThat(covered).isBetween(930L, 970L);
    assertThat(truth).isLessThan(-0.01);
  }

  /** D^{δ}(ŝ, r) ≤ D^{δ/2}(ŝ, s) + D^{δ/2}(r, s), and not half of it above both. */
  @Test
  void disagreement_isAtMostTheSumOfTheErrors() {
    for (Metric metric : compare(samples(1, 20_000), 20_000, true).subList(1, 4)) {
      double half = requireNonNull(metric.getDelta()) / 2;
      double sum =
          errors(now).quantile(half, 0.95).value() + errors(then).quantile(half, 0.95).value();
      assertThat(metric.getLow()).isLessThan(sum);
      assertThat(requireNonNull(metric.getLow()) / 2)
          .isLessThan(errors(then).quantile(half, 0.95).value());
      assertThat(metric.getValue()).isGreaterThan(errors(then).quantile(0.5, 0.95).value());
    }
  }

  @Test
  void metrics_saySamplesThatBothSawAndWhatKindOfEvidenceTheyAre() {
    List<Metric> metrics = compare(samples(1, 1_000), 300, true);
    assertThat(metrics)
        .extracting(Metric::getMetric)
        .containsExactly(
            "held_out_loss_difference",
            "reference_disagreement",
            "reference_disagreement",
            "reference_disagreement");
    assertThat(metrics).allMatch(metric -> metric.getN() == 300);
    assertThat(metrics)
        .extracting(Metric::getEvidence)
        .containsExactly(
            Evidence.UNBIASED_DIFFERENCE, Evidence.BRACKET, Evidence.BRACKET, Evidence.BRACKET);
  }

  /** Networks that these very samples told when to stop are no longer independent of them. */
  @Test
  void metrics_ofNetworksChosenByTheSamples_areProxies() {
    assertThat(compare(samples(1, 300), 300, false))
        .allMatch(metric -> metric.getEvidence() == Evidence.PROXY);
  }

  private List<Metric> compare(NoisySamples samples, int earlier, boolean independent) {
    Rows seen = samples.seenBy(now, TIMESTEP);
    Rows before = samples.seenBy(then, TIMESTEP).first(earlier);
    return EarlierComparison.of(
        scope, samples, seen, before, independent, run.spec().getEvaluation());
  }

  private NoisySamples samples(long seed, int n) {
    Rows samples = law.draw(n, Seeds.generator(seed, 1));
    return NoisySamples.of(samples, samples.dimension(), scope.time(), Seeds.generator(seed, 2));
  }

  private ErrorSample errors(ScoreFunction estimate) {
    ForwardPaths paths = new ForwardPaths(law, run.grid(), 100_000, k -> Seeds.generator(1, k));
    TimestepDraws draws = TimestepDraws.at(paths.at(TIMESTEP), exact, TIMESTEP);
    return ErrorSample.of(draws.errors(scope, estimate));
  }
}
