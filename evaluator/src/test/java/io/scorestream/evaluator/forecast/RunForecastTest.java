package io.scorestream.evaluator.forecast;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.scorestream.events.Forecast;
import io.scorestream.events.ForecastScope;
import io.scorestream.events.ForecastStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunForecastTest {

  private static Forecast.Builder forecast(int timestep, ForecastStatus status) {
    return Forecast.newBuilder()
        .setRun("r")
        .setMilestone(4_096)
        .setTimestep(timestep)
        .setStatus(status)
        .setAdvice("advice " + timestep);
  }

  private static Forecast needed(int timestep, double m) {
    return forecast(timestep, ForecastStatus.NEEDED).setNeeded(m).build();
  }

  @Test
  void worst_isTheTimestepThatNeedsMost_andMedianTheMiddleOne() {
    List<Forecast> whole = whole(List.of(needed(1, 9_000), needed(2, 30_000), needed(3, 7_000)));
    assertThat(whole)
        .extracting(
            Forecast::getScope, Forecast::getTimestep, Forecast::getOfTimestep, Forecast::getNeeded)
        .containsExactly(
            tuple(ForecastScope.WORST_TIMESTEP, null, 2, 30_000.0),
            tuple(ForecastScope.MEDIAN_TIMESTEP, null, 1, 9_000.0));
    assertThat(whole.get(0).getAdvice()).isEqualTo("at the worst timestep, k = 2 of 3: advice 2");
  }

  @Test
  void statuses_areOrderedByWhatTheyAskFor() {
    Forecast reached = forecast(1, ForecastStatus.REACHED).setNeeded(256.0).build();
    Forecast beyond = forecast(2, ForecastStatus.BEYOND_REACH).setExpected(0.2).build();
    Forecast unreachable = forecast(3, ForecastStatus.UNREACHABLE).setExpected(0.1).build();
    Forecast needs = needed(4, 30_000);
    assertThat(whole(List.of(unreachable, beyond, needs, reached)))
        .extracting(
            Forecast::getOfTimestep,
            Forecast::getTimestepsReached,
            Forecast::getTimestepsUnreachable)
        .containsExactly(tuple(3, 1, 1), tuple(4, 1, 1));
    assertThat(whole(List.of(beyond, needs, reached)).get(0).getOfTimestep()).isEqualTo(2);
  }

  @Test
  void oneTimestepWithTooFew_leavesTheRunWithoutAForecast() {
    Forecast few =
        forecast(2, ForecastStatus.TOO_FEW_MILESTONES).setAdvice("too few milestones").build();
    assertThat(whole(List.of(needed(1, 9_000), few)))
        .extracting(Forecast::getScope, Forecast::getStatus, Forecast::getAdvice)
        .containsExactly(
            tuple(
                ForecastScope.WORST_TIMESTEP,
                ForecastStatus.TOO_FEW_MILESTONES,
                "too few milestones"));
  }

  @Test
  void losses_areOrderedByWhatIsLeftToFall() {
    List<Forecast> whole =
        whole(
            List.of(
                forecast(1, ForecastStatus.NO_TARGET).setFall(0.01).build(),
                forecast(2, ForecastStatus.NO_TARGET).setFall(0.05).build(),
                forecast(3, ForecastStatus.NO_TARGET).setFall(0.002).build()));
    assertThat(whole).extracting(Forecast::getOfTimestep).containsExactly(2, 1);
    assertThat(whole.get(0).getAdvice()).startsWith("at the timestep with the most to come, k = 2");
  }

  private static List<Forecast> whole(List<Forecast> timesteps) {
    RunForecast whole = new RunForecast();
    timesteps.forEach(whole::add);
    return whole.of(
        k ->
            timesteps.stream()
                .filter(of -> requireNonNull(of.getTimestep()) == k)
                .findFirst()
                .orElseThrow());
  }
}
