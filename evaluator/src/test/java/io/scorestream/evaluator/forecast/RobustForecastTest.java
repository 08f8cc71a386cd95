package io.scorestream.evaluator.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.diffusion.law.Laws;
import io.scorestream.evaluator.Fixtures;
import io.scorestream.events.EvaluationSpec;
import io.scorestream.events.Forecast;
import io.scorestream.events.ForecastStatus;
import io.scorestream.events.Metric;
import io.scorestream.events.OptimiserSpec;
import io.scorestream.events.RunSpec;
import io.scorestream.run.Run;
import java.util.ArrayList;
import java.util.List;
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
    return RobustForecast.of(run, errors);
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
