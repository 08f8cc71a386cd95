package io.scorestream.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BinsTest {

  @Test
  void covering_takesARoundWidthAndRoundEdges() {
    Bins bins = Bins.covering(new Range(-3.41, 3.39), 80);

    assertThat(bins.width()).isCloseTo(0.1, within(1e-12));
    assertThat(bins.low()).isCloseTo(-3.5, within(1e-12));
    assertThat(bins.high()).isCloseTo(3.4, within(1e-12));
  }

  @Test
  void density_countsWhatLiesOutsideInTheTotalOnly() {
    Bins bins = new Bins(0, 2, 0.5);

    assertThat(bins.density(new double[] {0.1, 0.2, 0.7, 9})).containsExactly(1.0, 0.5);
  }

  @Test
  void around_putsWholeNumbersInTheMiddlesOfBins() {
    Bins bins = Bins.around(-1, 1);

    assertThat(bins.outlineX()).containsExactly(-1.5, -0.5, -0.5, 0.5, 0.5, 1.5);
    assertThat(bins.density(new double[] {-1, 0, 0, 1})).containsExactly(0.25, 0.5, 0.25);
  }

  @Test
  void outline_goesUpAndDownAtTheEdges() {
    Bins bins = new Bins(-1, 2, 0.5);

    assertThat(bins.outlineX()).containsExactly(-0.5, 0, 0, 0.5);
    assertThat(bins.outlineY(new double[] {3, 4})).containsExactly(3, 3, 4, 4);
  }
}
