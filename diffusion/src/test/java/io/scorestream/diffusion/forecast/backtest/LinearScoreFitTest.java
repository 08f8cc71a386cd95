package io.scorestream.diffusion.forecast.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.law.GaussianLaw;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.rows.Rows;
import org.junit.jupiter.api.Test;

class LinearScoreFitTest {

  private static final GaussianLaw LAW =
      new GaussianLaw(new double[] {1, -2}, new double[] {1, 0.3, 0.3, 0.5});

  @Test
  void minimiser_ofMuchData_isTheExactScore() {
    LinearScoreFit fit = new LinearScoreFit(2, 0.5, Seeds.generator(2));
    fit.add(LAW.draw(400_000, Seeds.generator(1)));
    double[] exact = new double[2];
    Rows fitted = Rows.zeros(1, 2);
    for (float[] x : new float[][] {{0, 0}, {1, -2}, {-1, 3}}) {
      LAW.diffusedTo(0.5).score(new double[] {x[0], x[1]}, exact);
      fit.minimiser().score(1, Rows.of(x, 2), fitted);
      assertThat((double) fitted.at(0, 0)).isCloseTo(exact[0], within(0.03));
      assertThat((double) fitted.at(0, 1)).isCloseTo(exact[1], within(0.03));
    }
  }

  @Test
  void add_inParts_isAsAllAtOnce() {
    Rows samples = LAW.draw(20, Seeds.generator(1));
    LinearScoreFit parts = new LinearScoreFit(2, 0.5, Seeds.generator(2));
    parts.add(samples.first(7));
    parts.add(samples.range(7, 20));
    LinearScoreFit whole = new LinearScoreFit(2, 0.5, Seeds.generator(2));
    whole.add(samples);
    Rows x = Rows.of(new float[] {0.4f, 0.1f}, 2);
    Rows one = x.zerosAlike();
    Rows other = x.zerosAlike();
    parts.minimiser().score(1, x, one);
    whole.minimiser().score(1, x, other);
    assertThat(one).isEqualTo(other);
  }

  @Test
  void minimiser_ofTooFewSamples_isRefused() {
    LinearScoreFit fit = new LinearScoreFit(2, 0.5, Seeds.generator(2));
    fit.add(Rows.of(new float[] {1, 2}, 2));
    assertThatThrownBy(fit::minimiser).isInstanceOf(IllegalArgumentException.class);
  }
}
