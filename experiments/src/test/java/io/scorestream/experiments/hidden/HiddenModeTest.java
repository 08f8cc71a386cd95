package io.scorestream.experiments.hidden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.experiments.matching.ErrorTail;
import io.scorestream.experiments.matching.ScoreErrors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HiddenModeTest {

  @ParameterizedTest
  @CsvSource({"1e-6, 10000", "1, 100"})
  void wrongChoice_errsAtTheFarModeAlone(double width, double distance) {
    HiddenMode modes = new HiddenMode(0.01, distance, width);
    ScoreErrors errors = modes.wrongChoice(40_000, Seeds.generator(1));

    assertThat(errors.robust(0.02)).isZero();
    assertThat(errors.robust(0.005)).isCloseTo(modes.wrongError(), withinPercentage(0.01));
    assertThat(errors.rootMeanSquare()).isCloseTo(modes.wrongL2(), withinPercentage(10));
  }

  @Test
  void samplesFor_oneInAHundred_isTheLogarithmOfFiftyOverTheShare() {
    HiddenMode modes = new HiddenMode(1e-3, 1e4, HiddenMode.POINT);

    assertThat(modes.samplesFor(0.01)).isCloseTo(Math.log(50) / 1e-3, withinPercentage(0.1));
    assertThat(modes.wrongProbability((int) Math.round(modes.samplesFor(0.01))))
        .isCloseTo(0.01, within(1e-5));
  }

  /** Worked out elsewhere with four million nodes. */
  @ParameterizedTest
  @CsvSource({"4, 0.01, 0.045167", "4, 0.0005, 3.27228", "8, 0.0005, 8.0"})
  void errorTail_ofNearModes_isAsWorkedOutElsewhere(double distance, double delta, double error) {
    ErrorTail tail = new HiddenMode(1e-3, distance, HiddenMode.POINT).wrongTail();

    assertThat(tail.robust(delta)).isCloseTo(error, withinPercentage(0.1));
  }

  @Test
  void centreTheory_onAFineGrid_isThatOfTheNormalLaw() {
    CentreTheory theory = new CentreTheory(new HiddenMode(1e-3, 100, 1), 100, 0.005);

    assertThat(theory.meanDistance()).isCloseTo(Math.sqrt(2 / (100 * Math.PI)), within(1e-5));
    assertThat(theory.distanceDeviation())
        .isCloseTo(Math.sqrt((1 - 2 / Math.PI) / 100), within(5e-5));
  }

  @Test
  void centreTheory_onACoarseGrid_isThatOfRoundedDraws() {
    CentreTheory theory = new CentreTheory(new HiddenMode(1e-3, 100, 1), 10_000, 0.02);
    var rng = Seeds.generator(1);
    double sum = 0;
    for (int i = 0; i < 400_000; i++) {
      sum += 0.02 * Math.abs(Math.rint(rng.nextGaussian() / 100 / 0.02));
    }

    assertThat(theory.meanDistance()).isCloseTo(sum / 400_000, within(5e-5));
  }
}
