package io.scorestream.diffusion.forecast.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.law.GaussianLaw;
import io.scorestream.diffusion.process.Seeds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LinearScoreFitTest {

  private static final GaussianLaw LAW =
      new GaussianLaw(new double[] {1, -2}, new double[] {1, 0.3, 0.3, 0.5});

  @Test
  void minimiser_ofMuchData_isTheExactScore() {
    float[] samples = new float[2 * 400_000];
    LAW.sample(Seeds.generator(1), samples);
    LinearScoreFit fit = new LinearScoreFit(2, 0.5, Seeds.generator(2));
    fit.add(samples);
    double[] exact = new double[2];
    float[] fitted = new float[2];
    for (float[] x : new float[][] {{0, 0}, {1, -2}, {-1, 3}}) {
      LAW.diffusedTo(0.5).score(new double[] {x[0], x[1]}, exact);
      fit.minimiser().score(1, x, fitted);
      assertThat((double) fitted[0]).isCloseTo(exact[0], within(0.03));
      assertThat((double) fitted[1]).isCloseTo(exact[1], within(0.03));
    }
  }

  @Test
  void add_inParts_isAsAllAtOnce() {
    float[] samples = new float[40];
    LAW.sample(Seeds.generator(1), samples);
    LinearScoreFit parts = new LinearScoreFit(2, 0.5, Seeds.generator(2));
    parts.add(Arrays.copyOf(samples, 14));
    parts.add(Arrays.copyOfRange(samples, 14, 40));
    LinearScoreFit whole = new LinearScoreFit(2, 0.5, Seeds.generator(2));
    whole.add(samples);
    float[] x = {0.4f, 0.1f};
    float[] one = new float[2];
    float[] other = new float[2];
    parts.minimiser().score(1, x, one);
    whole.minimiser().score(1, x, other);
    assertThat(one).containsExactly(other);
  }

  @Test
  void minimiser_ofTooFewSamples_isRefused() {
    LinearScoreFit fit = new LinearScoreFit(2, 0.5, Seeds.generator(2));
    fit.add(new float[] {1, 2});
    assertThatThrownBy(fit::minimiser).isInstanceOf(IllegalArgumentException.class);
  }
}
