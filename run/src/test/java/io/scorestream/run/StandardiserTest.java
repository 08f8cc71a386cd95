package io.scorestream.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.law.GaussianLaw;
import io.scorestream.diffusion.law.GaussianMixture;
import io.scorestream.diffusion.process.Seeds;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandardiserTest {

  private final GaussianMixture law =
      new GaussianMixture(
          new double[] {1},
          List.of(new GaussianLaw(new double[] {100, -5}, new double[] {9, 1, 1, 4})));

  @Test
  void fitted_givesZeroMeanAndUnitVarianceOnAverage() {
    float[] samples = new float[20_000];
    law.sample(Seeds.generator(1), samples);
    Standardiser fitted = Standardiser.fittedTo(samples, 2);
    fitted.standardise(samples);
    double sum = 0;
    double squares = 0;
    for (float value : samples) {
      sum += value;
      squares += value * value;
    }
    assertThat(sum / samples.length).isCloseTo(0, within(1e-4));
    assertThat(squares / samples.length).isCloseTo(1, within(1e-4));
  }

  @Test
  void restore_undoesStandardise() {
    Standardiser map = new Standardiser(new double[] {3, -1}, 2);
    float[] samples = {5, 7, -2, 0.5f};
    map.standardise(samples);
    assertThat(samples).containsExactly(1, 4, -2.5f, 0.75f);
    map.restore(samples);
    assertThat(samples).containsExactly(5, 7, -2, 0.5f);
  }

  @Test
  void law_isMappedLikeItsSamples() {
    Standardiser map = new Standardiser(new double[] {100, -5}, 2);
    GaussianLaw mapped = map.standardise(law).components().get(0);
    assertThat(mapped.mean()).containsExactly(0, 0);
    assertThat(mapped.covariance()).containsExactly(2.25, .25, .25, 1);
  }

  @Test
  void constantData_keepsItsScale() {
    assertThat(Standardiser.fittedTo(new float[] {4, 4, 4}, 1).scale()).isEqualTo(1);
  }

  @Test
  void fitted_turnsToTheAxesOfTheData_andSurvivesItsEvent() {
    float[] samples = new float[20_000];
    law.sample(Seeds.generator(1), samples);
    Standardiser fitted = Standardiser.of(Standardiser.fittedTo(samples, 2).toEvent());
    float[] mapped = samples.clone();
    fitted.standardise(mapped);
    double first = 0;
    double product = 0;
    for (int i = 0; i < mapped.length; i += 2) {
      first += mapped[i] * mapped[i] / 10_000.0;
      product += mapped[i] * mapped[i + 1] / 10_000.0;
    }
    assertThat(first).isCloseTo(fitted.variances().get(0), within(1e-3));
    assertThat(product).isCloseTo(0, within(1e-4));
    fitted.restore(mapped);
    for (int i = 0; i < mapped.length; i++) {
      assertThat(mapped[i]).isCloseTo(samples[i], within(1e-4f));
    }
  }

  @Test
  void law_isMappedLikeItsSamplesAlongAxesToo() {
    float[] samples = new float[200_000];
    law.sample(Seeds.generator(1), samples);
    Standardiser fitted = Standardiser.fittedTo(samples, 2);
    GaussianLaw mapped = fitted.standardise(law).components().get(0);
    assertThat(mapped.mean()[0]).isCloseTo(0, within(.02));
    assertThat(mapped.covariance()[0]).isCloseTo(fitted.variances().get(0), within(.03));
    assertThat(mapped.covariance()[1]).isCloseTo(0, within(.01));
  }
}
