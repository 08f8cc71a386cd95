package io.scorestream.run.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.law.GaussianLaw;
import io.scorestream.diffusion.law.GaussianMixture;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.rows.Rows;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class StandardiserTest {

  private final RandomGenerator none = Seeds.generator(9);

  private final GaussianMixture law =
      new GaussianMixture(
          new double[] {1},
          List.of(new GaussianLaw(new double[] {100, -5}, new double[] {9, 1, 1, 4})));

  @Test
  void fitted_givesZeroMeanAndUnitVarianceOnAverage() {
    Rows samples = law.draw(10_000, Seeds.generator(1));
    Rows mapped = Fits.common(samples).standardise(samples, none);
    double sum = 0;
    double squares = 0;
    for (float value : mapped.numbers()) {
      sum += value;
      squares += value * value;
    }
    assertThat(sum / 20_000).isCloseTo(0, within(1e-4));
    assertThat(squares / 20_000).isCloseTo(1, within(1e-4));
  }

  @Test
  void restore_undoesStandardise() {
    Standardiser map = new Standardiser(new double[] {3, -1}, 2);
    Rows samples = Rows.of(new float[] {5, 7, -2, 0.5f}, 2);
    Rows mapped = map.standardise(samples, none);
    assertThat(mapped.numbers()).containsExactly(1, 4, -2.5f, 0.75f);
    assertThat(map.restore(mapped).numbers()).containsExactly(5, 7, -2, 0.5f);
  }

  @Test
  void law_isMappedLikeItsSamples() {
    Standardiser map = new Standardiser(new double[] {100, -5}, 2);
    GaussianLaw mapped = map.standardise(law).components().get(0);
    assertThat(mapped.mean()).containsExactly(0, 0);
    assertThat(mapped.covariance()).containsExactly(2.25, .25, .25, 1);
  }

  @Test
  void law_withAColumnThatIsHeld_isMappedLikeItsSamples_whichHaveItLast() {
    Standardiser map = Standardiser.identity(2, Set.of(0));
    assertThat(map.standardise(Rows.of(new float[] {7, 8}, 2), none).numbers())
        .containsExactly(8, 7);
    GaussianLaw mapped = map.standardise(law).components().get(0);
    assertThat(mapped.mean()).containsExactly(-5, 100);
    assertThat(mapped.covariance()).containsExactly(4, 1, 1, 9);
    assertThat(map.restore(Rows.of(new float[] {8, 7}, 2)).numbers()).containsExactly(7, 8);
  }

  @Test
  void fitted_turnsToTheAxesOfTheData_andSurvivesItsEvent() {
    Rows samples = law.draw(10_000, Seeds.generator(1));
    Standardiser fitted = Standardiser.of(List.of(), Fits.common(samples).toEvent());
    Rows mapped = fitted.standardise(samples, none);
    double first = 0;
    double product = 0;
    for (int row = 0; row < mapped.count(); row++) {
      first += mapped.at(row, 0) * mapped.at(row, 0) / 10_000.0;
      product += mapped.at(row, 0) * mapped.at(row, 1) / 10_000.0;
    }
    assertThat(first).isCloseTo(fitted.variances().get(0), within(1e-3));
    assertThat(product).isCloseTo(0, within(1e-4));
    assertThat(fitted.restore(mapped).numbers()).containsExactly(samples.numbers(), within(1e-4f));
  }

  @Test
  void law_isMappedLikeItsSamplesAlongAxesToo() {
    Standardiser fitted = Fits.common(law.draw(100_000, Seeds.generator(1)));
    GaussianLaw mapped = fitted.standardise(law).components().get(0);
    assertThat(mapped.mean()[0]).isCloseTo(0, within(.02));
    assertThat(mapped.covariance()[0]).isCloseTo(fitted.variances().get(0), within(.03));
    assertThat(mapped.covariance()[1]).isCloseTo(0, within(.01));
  }
}
