package io.scorestream.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PowerLawTest {

  private static final double[] M = {256, 512, 1024, 2048, 4096, 8192};

  @Test
  void fit_ofAPowerLaw_isExact() {
    double[] error = new double[M.length];
    for (int i = 0; i < M.length; i++) {
      error[i] = 7 * Math.pow(M[i], -0.5);
    }

    PowerLaw law = PowerLaw.fit(M, error);

    assertThat(law.slope()).isCloseTo(-0.5, within(1e-13));
    assertThat(law.factor()).isCloseTo(7, within(1e-11));
    assertThat(law.slopeError()).isCloseTo(0, within(1e-7));
    assertThat(law.points()).isEqualTo(6);
    assertThat(law.at(100)).isCloseTo(0.7, within(1e-11));
  }

  @Test
  void fit_ofPointsOffTheLine_hasTheTextbookStandardError() {
    double e = Math.E;
    double[] m = {1, e, e * e};
    double[] error = {1, e * e, e};

    PowerLaw law = PowerLaw.fit(m, error);

    assertThat(law.slope()).isCloseTo(0.5, within(1e-12));
    assertThat(law.factor()).isCloseTo(Math.exp(0.5), within(1e-12));
    assertThat(law.slopeError()).isCloseTo(Math.sqrt(1.5 / 2), within(1e-12));
  }

  @Test
  void fit_leavesOutWhatHasNoLogarithm() {
    double[] error = {1, 0, 0.25, Double.NaN, Double.POSITIVE_INFINITY, -1};

    PowerLaw law = PowerLaw.fit(M, error);

    assertThat(law.points()).isEqualTo(2);
    assertThat(law.slope()).isCloseTo(-1, within(1e-13));
    assertThat(law.slopeError()).isNaN();
  }

  @Test
  void fit_ofOnePoint_hasNoSlope() {
    PowerLaw law = PowerLaw.fit(new double[] {256, 256}, new double[] {1, 2});

    assertThat(law.slope()).isNaN();
    assertThat(law.factor()).isNaN();
  }

  @Test
  void fit_ofDifferentLengths_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PowerLaw.fit(M, new double[] {1}))
        .withMessage("6 sizes for 1 errors");
  }
}
