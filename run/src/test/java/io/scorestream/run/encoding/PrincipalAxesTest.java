package io.scorestream.run.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.law.GaussianLaw;
import io.scorestream.diffusion.process.Seeds;
import io.scorestream.rows.Rows;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PrincipalAxesTest {

  private static final GaussianLaw TILTED =
      new GaussianLaw(new double[2], new double[] {2.5, 1.5, 1.5, 2.5});

  private static Rows samples(int n) {
    return TILTED.draw(n, Seeds.generator(7));
  }

  @Test
  void fitted_findsDirectionsAndVariancesOfAKnownLaw() {
    PrincipalAxes fitted = PrincipalAxes.fittedTo(samples(100_000));
    assertThat(fitted.variances()[0]).isCloseTo(4, within(.08));
    assertThat(fitted.variances()[1]).isCloseTo(1, within(.02));
    assertThat(Math.abs(fitted.axes()[0] + fitted.axes()[1]))
        .isCloseTo((float) Math.sqrt(2), within(.01f));
  }

  @Test
  void aligned_samplesHaveTheVariancesAndNoCovariance() {
    Rows samples = samples(50_000);
    PrincipalAxes fitted = PrincipalAxes.fittedTo(samples);
    fitted.align(samples);
    double[] products = new double[3];
    for (int row = 0; row < samples.count(); row++) {
      products[0] += samples.at(row, 0) * samples.at(row, 0) / 50_000.0;
      products[1] += samples.at(row, 1) * samples.at(row, 1) / 50_000.0;
      products[2] += samples.at(row, 0) * samples.at(row, 1) / 50_000.0;
    }
    assertThat(products[0]).isCloseTo(fitted.variances()[0], within(1e-2));
    assertThat(products[1]).isCloseTo(fitted.variances()[1], within(1e-2));
    assertThat(products[2]).isCloseTo(0, within(1e-4));
  }

  @Test
  void restore_undoesAlign() {
    Rows samples = samples(100);
    Rows before = samples.copy();
    PrincipalAxes fitted = PrincipalAxes.fittedTo(samples);
    fitted.align(samples);
    fitted.restore(samples);
    assertThat(samples.numbers()).containsExactly(before.numbers(), within(1e-5f));
  }

  @Test
  void law_isAlignedLikeItsSamples() {
    PrincipalAxes fitted = PrincipalAxes.fittedTo(samples(100_000));
    double[] covariance = fitted.alignCovariance(TILTED.covariance());
    assertThat(covariance[0]).isCloseTo(4, within(.01));
    assertThat(covariance[3]).isCloseTo(1, within(.01));
    assertThat(covariance[1]).isCloseTo(0, within(.05)).isEqualTo(covariance[2]);
    assertThat(fitted.align(new double[] {1, 1})[0])
        .isCloseTo(fitted.axes()[0] + fitted.axes()[1], within(1e-6));
  }

  @Test
  void fewerSamplesThanCoordinates_givesEveryDirectionVariance() {
    Rows samples = GaussianLaw.isotropic(new double[40], 1).draw(10, Seeds.generator(3));
    double[] variances = PrincipalAxes.fittedTo(samples).variances();
    assertThat(Arrays.stream(variances).sum()).isCloseTo(40, within(8.0));
    assertThat(variances[39]).isGreaterThan(.1);
  }

  @Test
  void coordinatesThatNeverChange_haveSomeVariance() {
    double[] variances = PrincipalAxes.fittedTo(Rows.zeros(2, 2)).variances();
    assertThat(Arrays.stream(variances)).hasSize(2).allMatch(v -> v > 0);
  }

  @Test
  void sizesThatDoNotFit_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PrincipalAxes(new float[3], new double[] {1, 1}))
        .withMessageContaining("3 numbers");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PrincipalAxes(new float[4], new double[] {1, 0}))
        .withMessageContaining("above 0");
  }
}
