package io.scorestream.dashboard.board;

import static io.scorestream.dashboard.board.BoardFixtures.AT;
import static io.scorestream.dashboard.board.BoardFixtures.RUN;
import static io.scorestream.dashboard.board.BoardFixtures.command;
import static io.scorestream.dashboard.board.BoardFixtures.loss;
import static io.scorestream.dashboard.board.BoardFixtures.measure;
import static io.scorestream.dashboard.board.BoardFixtures.metric;
import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.dashboard.board.Entry.Kind;
import io.scorestream.events.DriftState;
import io.scorestream.events.Forecast;
import io.scorestream.events.ForecastScope;
import io.scorestream.events.ForecastStatus;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.RecordOffset;
import io.scorestream.events.RunAction;
import io.scorestream.events.SampleHalf;
import io.scorestream.events.SourceInfo;
import io.scorestream.events.Verdict;
import io.scorestream.fixtures.SmallRun;
import io.scorestream.run.Shard;
import io.scorestream.topics.MetricName;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BoardTest {

  private final Board board = BoardFixtures.published();

  private RunSnapshot run() {
    return board.snapshot().runs().get(0);
  }

  private List<Kind> kinds() {
    return board.events(null, null, 100).stream().map(Entry::kind).toList();
  }

  @Test
  void curve_hasTheMilestones_atWhichEveryTimestepHasANumber() {
    measure(board, 0, 256, 0.25);
    board.measured(loss(512, 3, 0.125).build(), AT);

    HeadlineCurve curve = run().curve();
    assertThat(curve.milestone()).isEqualTo(256);
    assertThat(curve.places()).hasSize(1);
    assertThat(curve.places().get(0).median().value()).isEqualTo(0.25 * 6.5);
    assertThat(curve.places().get(0).worst().value()).isEqualTo(0.25 * 12);
    assertThat(curve.places().get(0).worst().high()).isEqualTo(0.25 * 24);
    assertThat(curve.places().get(0).worstTimestep()).isEqualTo(12);
  }

  @Test
  void manySeries_haveFewerPointsEach_allOfThemAlike() {
    Board small = new Board(12 * 40);
    BoardFixtures.publish(small);
    for (long milestone = 1; milestone <= 100; milestone++) {
      measure(small, 0, milestone, 0.25);
    }

    assertThat(small.snapshot().runs().get(0).series().values())
        .hasSize(12)
        .allSatisfy(series -> assertThat(series.points()).hasSizeBetween(16, 32))
        .extracting(series -> series.points().stream().map(Point::milestone).toList())
        .satisfies(all -> assertThat(Set.copyOf(all)).hasSize(1));
    assertThat(small.snapshot().runs().get(0).curve().milestone()).isEqualTo(100);
  }

  @Test
  void numbersOfAnEarlierIncarnation_areDropped() {
    measure(board, 0, 256, 0.25);
    board.commanded(command(RunAction.DELETE), AT);
    assertThat(board.snapshot().runs()).as("a deleted run disappears").isEmpty();

    board.commanded(command(RunAction.RESTORE), AT);
    assertThat(run().series()).isEmpty();
    measure(board, 0, 512, 0.25);
    assertThat(run().series()).as("late words of a run that is no more").isEmpty();
    measure(board, 1, 256, 0.125);
    assertThat(run().curve().places().get(0).worst().value()).isEqualTo(0.125 * 12);
  }

  @Test
  void numbersOfALaterIncarnation_endThoseBefore_evenBeforeTheCommandCame() {
    measure(board, 0, 256, 0.25);
    measure(board, 1, 128, 0.125);

    assertThat(run().curve().places()).hasSize(1);
    assertThat(run().curve().milestone()).isEqualTo(128);
  }

  @Test
  void numbersOfARun_thatIsNotPublishedYet_waitForIt() {
    Board early = new Board();
    measure(early, 0, 256, 0.25);
    assertThat(early.snapshot().runs()).isEmpty();

    early.published(RUN.spec(), AT);
    assertThat(early.snapshot().runs().get(0).curve().milestone()).isEqualTo(256);
  }

  @Test
  void version_rises_andSaysWhatHasChanged() throws InterruptedException {
    long before = board.version();
    assertThat(board.await(before, 1)).isEmpty();

    board.active(BoardFixtures.training(), AT);
    Changes services = board.await(before, 1000).orElseThrow();
    assertThat(services.runs()).isEmpty();
    assertThat(services.others()).isTrue();

    board.measured(loss(256, 1, 0.125).build(), AT);
    Changes run = board.await(services.version(), 1000).orElseThrow();
    assertThat(run.runs()).containsExactly("small");
    assertThat(run.others()).isFalse();
    assertThat(run().version()).isEqualTo(run.version());

    board.commanded(command(RunAction.DELETE), AT);
    assertThat(board.await(run.version(), 1000).orElseThrow().runs())
        .as("gone is a change, too")
        .containsExactly("small");
  }

  @Test
  void service_thatIsSilentForAMinute_isGone() {
    board.active(BoardFixtures.training(), AT);
    board.passed(AT.plusSeconds(60));
    assertThat(board.snapshot().services()).hasSize(1);

    board.passed(AT.plusSeconds(61));
    assertThat(board.snapshot().services()).isEmpty();
    assertThat(kinds()).containsExactly(Kind.SERVICE, Kind.SERVICE, Kind.RUN_APPLIED);
  }

  @Test
  void whatHappens_isLogged_once() {
    RUN.shards().forEach(shard -> board.reached(reached(shard), AT.plusSeconds(1)));
    measure(board, 0, 256, 0.25);
    measure(board, 0, 256, 0.25);
    board.commanded(command(RunAction.PAUSE), AT.plusSeconds(600));
    board.commanded(command(RunAction.PAUSE), AT.plusSeconds(601));
    board.commanded(command(RunAction.FAIL), AT.plusSeconds(602));

    assertThat(kinds())
        .containsExactly(
            Kind.FAILED, Kind.COMMAND, Kind.EVALUATED, Kind.MILESTONE, Kind.RUN_APPLIED);
    assertThat(board.events(null, null, 100).get(2).text())
        .isEqualTo(
            "m = 256: held-out loss is 1.625 in the median and 3.000 at worst, at timestep 12");
  }

  private static MilestoneReached reached(Shard shard) {
    List<RecordOffset> networks =
        Arrays.stream(RUN.timesteps()).mapToObj(k -> new RecordOffset(0, (long) k)).toList();
    return SmallRun.reached(shard, 256, networks);
  }

  @Test
  void milestoneOfAHalf_isNone() {
    RUN.shards()
        .forEach(
            shard ->
                board.reached(
                    MilestoneReached.newBuilder(reached(shard)).setHalf(SampleHalf.FIRST).build(),
                    AT));

    assertThat(kinds()).containsExactly(Kind.RUN_APPLIED);
  }

  private static Forecast forecast(long milestone, String advice) {
    return Forecast.newBuilder()
        .setRun(RUN.id())
        .setMilestone(milestone)
        .setScope(ForecastScope.WORST_TIMESTEP)
        .setOfTimestep(12)
        .setMetric(MetricName.HELD_OUT_LOSS.text())
        .setStatus(ForecastStatus.NO_TARGET)
        .setAdvice(advice)
        .build();
  }

  @Test
  void forecast_isTheNewest_andLoggedWhereItSaysSomethingElse() {
    board.forecast(forecast(512, "more"), AT);
    board.forecast(forecast(1024, "more"), AT);
    board.forecast(forecast(256, "old"), AT);
    assertThat(run().advice()).contains("more");
    board.forecast(forecast(1024, "enough"), AT);

    assertThat(run().advice()).contains("enough");
    assertThat(kinds()).containsExactly(Kind.FORECAST, Kind.FORECAST, Kind.RUN_APPLIED);
  }

  @Test
  void alarms_areThoseOfTheNewestMilestone() {
    board.measured(metric(MetricName.TAIL_ALARM, 256, 1).setTimestep(4).build(), AT);
    board.measured(metric(MetricName.MEMORISATION_ALARM, 256, 1).build(), AT);
    board.measured(loss(256, 2, 0.5).setVerdict(Verdict.REFUTED).build(), AT);
    board.measured(loss(256, 3, 0.7).setVerdict(Verdict.REFUTED).build(), AT);
    board.watched(drift(0, null), AT);
    assertThat(Alarm.of(run()))
        .extracting(Alarm::kind)
        .containsExactly(Alarm.Kind.MEMORISATION, Alarm.Kind.REFUTED, Alarm.Kind.TAIL);
    assertThat(Alarm.of(run()).get(1).timestep()).isEqualTo(3);
    assertThat(Alarm.of(run()).get(2).timestep()).isEqualTo(4);

    board.measured(metric(MetricName.TAIL_ALARM, 512, 0).setTimestep(4).build(), AT);
    board.measured(metric(MetricName.MEMORISATION_ALARM, 512, 0).build(), AT);
    board.measured(loss(512, 2, 0.5).build(), AT);
    board.measured(loss(512, 3, 0.7).build(), AT);
    assertThat(Alarm.of(run())).isEmpty();

    board.watched(drift(1, 700L), AT);
    board.commanded(command(RunAction.FAIL), AT);
    assertThat(Alarm.of(run()))
        .extracting(Alarm::kind)
        .containsExactly(Alarm.Kind.FAILED, Alarm.Kind.DRIFT);
    assertThat(Alarm.of(run()).get(1).milestone()).isEqualTo(700);
  }

  private static DriftState drift(int alarms, @Nullable Long last) {
    return DriftState.newBuilder()
        .setRun(RUN.id())
        .setShard(0)
        .setFirstTimestep(1)
        .setLastTimestep(12)
        .setMilestone(512)
        .setSamples(800)
        .setScored(100)
        .setLossMeans(List.of())
        .setLossSquares(List.of())
        .setBlocks(1)
        .setBlockMean(0)
        .setBlockSquares(0)
        .setRise(0)
        .setFall(0)
        .setAlarms(alarms)
        .setLastAlarm(last)
        .setEpoch(1)
        .setSpecHash(RUN.hash())
        .build();
  }

  @Test
  void arrivals_areTheGrowthOfTheLastHalfMinute() {
    board.described(new SourceInfo("s", 0, 2, List.of(), null, "a test", null, "a test"));
    assertThat(board.sources()).containsOnlyKeys("s");
    board.counted("s", 1000, 0);
    assertThat(board.snapshot().arrivals())
        .as("no speed yet")
        .containsEntry("s", new Arrivals(1000, Double.NaN));
    board.counted("s", 2000, TimeUnit.SECONDS.toNanos(10));
    assertThat(board.snapshot().arrivals()).containsEntry("s", new Arrivals(2000, 100));
    board.counted("s", 2000, TimeUnit.SECONDS.toNanos(35));
    assertThat(board.snapshot().arrivals()).containsEntry("s", new Arrivals(2000, 0));
  }
}
