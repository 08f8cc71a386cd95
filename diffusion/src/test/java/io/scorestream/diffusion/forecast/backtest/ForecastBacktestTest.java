package io.scorestream.diffusion.forecast.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.diffusion.forecast.backtest.ForecastBacktest.Trial;
import io.scorestream.diffusion.law.GaussianLaw;
import io.scorestream.diffusion.law.Law;
import io.scorestream.diffusion.law.Laws;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastBacktestTest {

  private static final int RUNS = 50;

  /**
   * Widths that were measured are about 70, 13 and 4: the more free numbers, the steadier an error.
   */
  @ParameterizedTest
  @CsvSource({
    "1, 0.1, 100",
    "1, 1.5, 100",
    "2, 0.02, 20",
    "2, 0.1, 20",
    "2, 0.5, 20",
    "2, 1.5, 20",
    "8, 0.02, 8",
    "8, 0.5, 8",
    "8, 1.5, 8"
  })
  void forecastAtEightTimesM_whereTheClassRepresentsTheScore_comesTrue(
      int dimension, double time, double widest) {
    List<Trial> trials = ForecastBacktest.eightfold(gaussian(dimension), time).trials(RUNS, 1);
    assertThat(ForecastBacktest.coverage(trials)).isGreaterThanOrEqualTo(0.8);
    assertThat(ForecastBacktest.medianWidth(trials)).isLessThan(widest);
  }

  /** A linear score of a mixture has a floor, which forecasts must not run through. */
  @ParameterizedTest
  @CsvSource({"0.02", "0.1", "0.5", "1.5"})
  void forecastAtEightTimesM_whereItDoesNot_comesTrueAsWell(double time) {
    List<Trial> trials = ForecastBacktest.eightfold(Laws.named("mixture"), time).trials(RUNS, 1);
    assertThat(ForecastBacktest.coverage(trials)).isGreaterThanOrEqualTo(0.8);
    assertThat(ForecastBacktest.medianWidth(trials)).isLessThan(20);
  }

  @Test
  void trials_ofTheSameSeed_areTheSame() {
    ForecastBacktest backtest = ForecastBacktest.eightfold(gaussian(2), 0.5);
    assertThat(backtest.trials(2, 9)).isEqualTo(backtest.trials(2, 9));
    assertThat(backtest.trials(1, 9)).isNotEqualTo(backtest.trials(1, 8));
  }

  private static Law gaussian(int d) {
    double[] mean = new double[d];
    double[] covariance = new double[d * d];
    for (int i = 0; i < d; i++) {
      mean[i] = 0.5 * i;
      for (int j = 0; j < d; j++) {
        covariance[i * d + j] = (i == j ? 0.5 : 0) + 0.5 * Math.pow(0.6, Math.abs(i - j));
      }
    }
    return new GaussianLaw(mean, covariance);
  }
}
