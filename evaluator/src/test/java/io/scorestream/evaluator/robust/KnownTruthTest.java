package io.scorestream.evaluator.robust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.diffusion.law.GaussianLaw;
import io.scorestream.evaluator.Fixtures;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.events.ConditionSpec;
import io.scorestream.events.GivenValues;
import io.scorestream.events.Metric;
import io.scorestream.events.RunSpec;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.run.encoding.Standardiser;
import io.scorestream.topics.MetricName;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownTruthTest {

  /** Of x1 and x2, of which the first is given; in the networks' coordinates it is the last. */
  private final Run run =
      new Run(
          RunSpec.newBuilder(
                  Fixtures.known(
                      "given", new GaussianLaw(new double[] {5, 0}, new double[] {4, 1.2, 1.2, 1})))
              .setStandardisation(Standardiser.identity(2, Set.of(0)).toEvent())
              .setCondition(
                  new ConditionSpec(List.of("x1"), 0.0, List.of(new GivenValues(List.of(5.0), 1L))))
              .build());

  private final MetricScope.OfTimestep last = MetricScope.of(run, 64, Fixtures.TIMESTEPS);

  @Test
  void points_ofALawWithACondition_haveNoiseInTheOthersAlone() {
    try (KnownTruth truth = new KnownTruth(KnownTruth.kept())) {
      Rows points = truth.points(run, last);
      assertThat(mean(points, 0))
          .as("at the largest time nothing is left")
          .isCloseTo(0, within(0.1));
      assertThat(mean(points, 1)).as("what is given stays").isCloseTo(5, within(0.2));
    }
  }

  @Test
  void evaluate_theConditionalScore_hasNoError_andTheScoreWithoutTheConditionHas() {
    MetricScope.OfTimestep first = MetricScope.of(run, 64, 1);
    try (KnownTruth truth = new KnownTruth(KnownTruth.kept())) {
      assertThat(robustError(truth, first, truth.exact(run))).isZero();
      ScoreFunction without = new KnownTruth(KnownTruth.kept()).exact(unconditional());
      ScoreFunction asked = withoutSeeingTheCondition(without);
      assertThat(robustError(truth, first, asked)).isGreaterThan(0.01);
    }
  }

  private Run unconditional() {
    return new Run(
        RunSpec.newBuilder(run.spec())
            .setCondition(null)
            .setStandardisation(Standardiser.identity(2).toEvent())
            .build());
  }

  /** The score of x2 at the mean of x1, whatever x1 is. */
  private static ScoreFunction withoutSeeingTheCondition(ScoreFunction joint) {
    return new ScoreFunction() {
      @Override
      public int dimension() {
        return 2;
      }

      @Override
      public void score(int timestep, Rows x, Rows out) {
        Rows turned = x.copy();
        for (int row = 0; row < x.count(); row++) {
          turned.numbers()[2 * row] = 5;
          turned.numbers()[2 * row + 1] = x.at(row, 0);
        }
        Rows scores = x.zerosAlike();
        joint.score(timestep, turned, scores);
        for (int row = 0; row < x.count(); row++) {
          out.numbers()[2 * row] = scores.at(row, 1);
          out.numbers()[2 * row + 1] = 0;
        }
      }
    };
  }

  private double robustError(
      KnownTruth truth, MetricScope.OfTimestep scope, ScoreFunction estimate) {
    return truth.evaluate(run, scope, estimate).metrics().stream()
        .filter(metric -> metric.getMetric().equals(MetricName.ROBUST_ERROR.text()))
        .mapToDouble(Metric::getValue)
        .max()
        .orElseThrow();
  }

  private static double mean(Rows points, int place) {
    double sum = 0;
    for (int row = 0; row < points.count(); row++) {
      sum += points.at(row, place);
    }
    return sum / points.count();
  }
}
