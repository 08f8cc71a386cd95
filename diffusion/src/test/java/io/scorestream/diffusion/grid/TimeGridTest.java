package io.scorestream.diffusion.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TimeGridTest {
  private static final double END = 5;
  private static final double START = 1e-3;

  @ParameterizedTest
  @EnumSource
  void of_anyKind_runsFromStartToEndInExactlyNSteps(TimeGridKind kind) {
    for (int steps : new int[] {1, 2, 20, 50, 1000}) {
      TimeGrid grid = TimeGrid.of(kind, END, START, steps);
      assertThat(grid.steps()).isEqualTo(steps);
      assertThat(grid.time(0)).isEqualTo(START).isEqualTo(grid.start());
      assertThat(grid.time(steps)).isEqualTo(END).isEqualTo(grid.end());
      assertThat(grid.step(steps)).isEqualTo(END - grid.time(steps - 1));
    }
  }

  /** κ is that of the continuum, (T − 1 + ln 1/t_min)/N, up to half a step's relative growth. */
  @ParameterizedTest
  @CsvSource({"20, 0.545", "50, 0.218", "100, 0.109", "250, 0.044", "1000, 0.011"})
  void benton_publishedSizes_haveThePublishedKappaToFirstOrder(int steps, double kappa) {
    double exact = BentonTimes.kappa(END, START, steps);
    assertThat(exact).isGreaterThan(kappa * 0.99);
    assertThat(exact).isCloseTo(kappa * (1 + 0.63 * kappa / 2), withinPercentage(3));
  }

  @Test
  void benton_everyStep_isKappaTimesTheSmallerOfOneAndItsTime() {
    TimeGrid grid = TimeGrid.of(TimeGridKind.BENTON, END, START, 50);
    double kappa = grid.step(50);
    for (int k = 1; k <= 50; k++) {
      assertThat(grid.step(k))
          .isCloseTo(kappa * Math.min(1, grid.time(k - 1)), within(1e-9 * kappa));
    }
  }

  @Test
  void benton_manySteps_spendsSixtyThreePercentBelowTimeOne() {
    TimeGrid grid = TimeGrid.of(TimeGridKind.BENTON, END, START, 1000);
    long below = Arrays.stream(grid.times()).filter(time -> time < 1).count();
    assertThat(below / 1000.0).isCloseTo(0.633, within(0.01));
  }

  @Test
  void benton_startAboveOne_isEven() {
    assertThat(TimeGrid.of(TimeGridKind.BENTON, 5, 2, 3).times())
        .containsExactly(new double[] {2, 3, 4, 5}, within(1e-12));
  }

  @Test
  void geometric_decades_areEqualRatios() {
    assertThat(TimeGrid.of(TimeGridKind.GEOMETRIC, 10, 0.01, 3).times())
        .containsExactly(new double[] {0.01, 0.1, 1, 10}, within(1e-12));
  }

  @Test
  void uniform_fourSteps_areEqualDifferences() {
    assertThat(TimeGrid.of(TimeGridKind.UNIFORM, 5, 1, 4).times()).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void logSnr_stepsAreEqualRatiosOfSignalToNoise() {
    TimeGrid grid = TimeGrid.of(TimeGridKind.LOG_SNR, END, START, 4);
    double ratio = Math.pow(snr(END) / snr(START), 0.25);
    for (int k = 1; k <= 4; k++) {
      assertThat(snr(grid.time(k)) / snr(grid.time(k - 1)))
          .isCloseTo(ratio, withinPercentage(1e-7));
    }
  }

  @Test
  void karras_publishedRange_hasThePublishedMiddle() {
    double start = 0.5 * Math.log1p(0.002 * 0.002);
    double end = 0.5 * Math.log1p(80 * 80);
    TimeGrid grid = TimeGrid.of(TimeGridKind.KARRAS, end, start, 2);
    double middle = Math.sqrt(Math.expm1(2 * grid.time(1)));
    double published = Math.pow((Math.pow(0.002, 1 / 7.0) + Math.pow(80, 1 / 7.0)) / 2, 7);
    assertThat(middle).isCloseTo(published, withinPercentage(1e-7));
  }

  @Test
  void cosine_stepsAreEqualAngles() {
    TimeGrid grid = TimeGrid.of(TimeGridKind.COSINE, END, START, 2);
    double middle = (Math.acos(Math.exp(-START)) + Math.acos(Math.exp(-END))) / 2;
    assertThat(Math.exp(-grid.time(1))).isCloseTo(Math.cos(middle), within(1e-12));
  }

  private static double snr(double time) {
    return Math.exp(-2 * time) / -Math.expm1(-2 * time);
  }

  @Test
  void linearBeta_publishedSchedule_runsFrom5e5To506() {
    double[] times = LinearBetaTimes.hoTimes();
    assertThat(times).hasSize(1000);
    assertThat(times[0]).isCloseTo(5.0e-5, withinPercentage(0.1));
    assertThat(times[999]).isCloseTo(5.06, within(0.005));
  }

  @Test
  void linearBeta_ownEndsAnd999Steps_isThePublishedSchedule() {
    double[] times = LinearBetaTimes.hoTimes();
    TimeGrid grid = TimeGrid.of(TimeGridKind.LINEAR_BETA, times[999], times[0], 999);
    assertThat(grid.times()).containsExactly(times, within(1e-12));
  }

  /** The linear schedule takes ever longer steps. */
  @Test
  void linearBeta_otherEndsAndSteps_keepsTheShape() {
    TimeGrid grid = TimeGrid.of(TimeGridKind.LINEAR_BETA, END, START, 50);
    for (int k = 2; k <= 50; k++) {
      assertThat(grid.step(k)).isGreaterThan(grid.step(k - 1));
    }
    assertThat(grid.step(50) / grid.step(1)).isBetween(20.0, 200.0);
  }

  @Test
  void times_changedByTheCaller_leaveTheGridAsItWas() {
    double[] given = {0.1, 1, 2};
    TimeGrid grid = new TimeGrid(TimeGridKind.UNIFORM, given);
    given[0] = 7;
    grid.times()[1] = 7;
    assertThat(grid).isEqualTo(new TimeGrid(TimeGridKind.UNIFORM, new double[] {0.1, 1, 2}));
    assertThat(grid)
        .hasSameHashCodeAs(new TimeGrid(TimeGridKind.UNIFORM, new double[] {0.1, 1, 2}));
    assertThat(grid).isNotEqualTo(new TimeGrid(TimeGridKind.GEOMETRIC, grid.times()));
    assertThat(grid).isNotEqualTo(new TimeGrid(TimeGridKind.UNIFORM, new double[] {0.1, 1, 3}));
  }

  @ParameterizedTest
  @CsvSource({
    "5, 0.001, 0",
    "5, 0, 10",
    "5, -1, 10",
    "1, 1, 10",
    "NaN, 0.1, 10",
    "Infinity, 0.1, 10"
  })
  void of_argumentsOutOfRange_areRefused(double end, double start, int steps) {
    assertThatThrownBy(() -> TimeGrid.of(TimeGridKind.BENTON, end, start, steps))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("give");
  }

  @Test
  void construct_timesThatDoNotIncrease_areRefusedByPosition() {
    assertThatThrownBy(() -> new TimeGrid(TimeGridKind.UNIFORM, new double[] {0.1, 2, 2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("time 2 of the grid is 2.0");
    assertThatThrownBy(() -> new TimeGrid(TimeGridKind.UNIFORM, new double[] {0.1}))
        .hasMessageContaining("at least two");
  }
}
