package io.scorestream.evaluator.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.law.Laws;
import io.scorestream.evaluator.Fixtures;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.events.ErrorSource;
import io.scorestream.events.EvaluationSpec;
import io.scorestream.events.Evidence;
import io.scorestream.events.Forecast;
import io.scorestream.events.ForecastStatus;
import io.scorestream.events.Metric;
import io.scorestream.events.OptimiserSpec;
import io.scorestream.events.RunSpec;
import io.scorestream.run.Run;
import io.scorestream.topics.MetricName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RobustForecastTest {

  private static Run run(double target, int maxSteps) {
    RunSpec spec = Fixtures.known("r", Laws.named("mixture"));
    return new Run(
        RunSpec.newBuilder(spec)
            .setEvaluation(
                EvaluationSpec.newBuilder(spec.getEvaluation()).setTargetEpsilon(target).build())
            .setOptimiser(
                OptimiserSpec.newBuilder(spec.getOptimiser()).setMaxSteps(maxSteps).build())
            .build());
  }

  private static double root(double m) {
    return 3 / Math.sqrt(m);
  }

  private static Forecast forecast(Run run, List<Metric> errors) {
    return RobustForecast.of(run, errors, MeasuredParts.none().parts());
  }

  @Test
  void errorsOnAPowerLaw_tellHowManySamplesAreNeeded() {
    Run run = run(0.02, 1_000_000);
    Forecast forecast = forecast(run, Series.errors(run, 3, 6, RobustForecastTest::root));
    assertThat(forecast.getStatus()).isEqualTo(ForecastStatus.NEEDED);
    assertThat(forecast.getTimestep()).isEqualTo(3);
    assertThat(forecast.getTime()).isEqualTo(run.grid().time(3));
    assertThat(forecast.getMilestone()).isEqualTo(8_192);
    assertThat(forecast.getMilestones()).isEqualTo(6);
    assertThat(forecast.getEpsilon()).isEqualTo(0.02);
    assertThat(forecast.getNeeded()).isBetween(18_000.0, 30_000.0);
    assertThat(forecast.getExponentLow()).isLessThan(0.5);
    assertThat(forecast.getExponentHigh()).isGreaterThan(0.5);
    assertThat(forecast.getHorizon()).isEqualTo(81_920);
    assertThat(forecast.getExpected()).isBetween(forecast.getExpectedLow(), 0.02);
    assertThat(forecast.getAdvice())
        .matches("σ_t·D\\^0\\.05 ≤ 0\\.02 needs about m = 2\\d,\\d00 \\[.*\\]: more data");
  }

  @Test
  void trainingThatIsCutShort_isSaidToNeedStepsWithTheData() {
    Run run = run(0.02, 200);
    Forecast forecast = forecast(run, Series.errors(run, 3, 6, RobustForecastTest::root));
    assertThat(forecast.getAdvice())
        .endsWith(
            "more data, and more steps with it: at most 200 a milestone let training pass 6.25"
                + " times over the samples, where 100 were asked for");
  }

  @Test
  void errorsThatLevelOff_cannotBeHelpedByData() {
    Run run = run(0.05, 1_000_000);
    Forecast forecast = forecast(run, Series.errors(run, 3, 8, m -> 0.1 + 20 / m));
    assertThat(forecast.getStatus()).isEqualTo(ForecastStatus.UNREACHABLE);
    assertThat(forecast.getNeeded()).isNull();
    assertThat(forecast.getChanceUnreachable()).isGreaterThan(0.95);
    assertThat(forecast.getFloorLow()).isGreaterThan(0.05);
    assertThat(forecast.getAdvice())
        .contains("unreachable with this network (probability over 99 %)")
        .contains("more data alone will not do; a larger network, or more steps a milestone");
  }

  @Test
  void errorsThatLevelOffWhileStepsAreFew_needStepsFirst() {
    Run run = run(0.05, 200);
    assertThat(forecast(run, Series.errors(run, 3, 8, m -> 0.1 + 20 / m)).getAdvice())
        .contains("more data alone will not do; more steps first: at most 200 a milestone")
        .endsWith("then a larger network");
  }

  private static Metric part(Run run, MetricName name, double value) {
    return MetricScope.of(run, 8_192, 3)
        .interval(name, value, 0.9 * value, 1.1 * value, 10_000, Evidence.PROXY);
  }

  private static Forecast forecast(Run run, double whole, double optimisation, double statistical) {
    return RobustForecast.of(
        run,
        Series.errors(run, 3, 6, RobustForecastTest::root),
        new MeasuredParts(
                Optional.of(part(run, MetricName.SQUARED_ERROR, whole)),
                Optional.of(part(run, MetricName.OPTIMISATION_ERROR, optimisation)),
                Optional.of(part(run, MetricName.STATISTICAL_ERROR, statistical)))
            .parts());
  }

  @Test
  void largestPart_saysWhatToDo() {
    Run run = run(0.02, 1_000_000);
    Forecast steps = forecast(run, 0.01, 0.007, 0.001);
    assertThat(steps.getDominant()).isEqualTo(ErrorSource.OPTIMISATION);
    assertThat(steps.getApproximation()).isCloseTo(0.002, within(1e-9));
    assertThat(steps.getAdvice())
        .contains(
            "]: more steps; of the squared error, for too few steps 0.007 [0.0063, 0.0077]; for")
        .contains("for too few samples 0.001 [0.0009, 0.0011]; for too small a network 0.002 [");
    assertThat(forecast(run, 0.01, 0.001, 0.007).getAdvice())
        .matches(".*\\]: more data: about m = 2\\d,\\d00; of the squared error, .*");
    assertThat(forecast(run, 0.01, 0.001, 0.001).getAdvice())
        .contains("]: a larger network; of the squared error, ");
  }

  @Test
  void targetFarAway_getsNoNumber() {
    Run run = run(0.001, 1_000_000);
    Forecast forecast = forecast(run, Series.errors(run, 3, 6, RobustForecastTest::root));
    assertThat(forecast.getStatus()).isEqualTo(ForecastStatus.BEYOND_REACH);
    assertThat(forecast.getNeeded()).isNull();
    assertThat(forecast.getAdvice())
        .contains("probably not reached by m = 81,920, and no forecast goes further");
  }

  @Test
  void targetThatIsReached_saysSinceWhen() {
    Run run = run(0.1, 1_000_000);
    Forecast forecast = forecast(run, Series.errors(run, 3, 6, RobustForecastTest::root));
    assertThat(forecast.getStatus()).isEqualTo(ForecastStatus.REACHED);
    assertThat(forecast.getNeeded()).isEqualTo(1_024);
    assertThat(forecast.getAdvice()).isEqualTo("σ_t·D^0.05 ≤ 0.1 holds since m = 1,024");
  }

  @Test
  void fewMilestones_areNotExtrapolated() {
    Run run = run(0.02, 1_000_000);
    Forecast forecast = forecast(run, Series.errors(run, 3, 3, RobustForecastTest::root));
    assertThat(forecast.getStatus()).isEqualTo(ForecastStatus.TOO_FEW_MILESTONES);
    assertThat(forecast.getFloor()).isNull();
    assertThat(forecast.getExpected()).isNull();
    assertThat(forecast.getAdvice()).isEqualTo("too few milestones to say: 3 of 4");
  }

  @Test
  void errorsOfZero_andIntervalsWithoutEnds_areTakenAsTheyAre() {
    Run run = run(0.02, 1_000_000);
    List<Metric> errors = new ArrayList<>(Series.errors(run, 3, 5, RobustForecastTest::root));
    errors.set(0, Metric.newBuilder(errors.get(0)).setValue(0).setLow(0.0).build());
    errors.set(4, Metric.newBuilder(errors.get(4)).setHigh(Double.POSITIVE_INFINITY).build());
    Forecast forecast = forecast(run, errors);
    assertThat(forecast.getMilestones()).isEqualTo(4);
    assertThat(forecast.getStatus()).isNotEqualTo(ForecastStatus.TOO_FEW_MILESTONES);
  }
}
