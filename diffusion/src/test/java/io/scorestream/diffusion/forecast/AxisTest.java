package io.scorestream.diffusion.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AxisTest {

  @Test
  void shareOrNone_splitsItsMassBetweenAtomAndCells() {
    Axis axis = Axis.shareOrNone(0.25, 2.5, 40);
    assertThat(axis.size()).isEqualTo(41);
    assertThat(axis.node(40)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Math.exp(axis.logMass(40))).isCloseTo(0.25, within(1e-12));
    double cells = 0;
    for (int i = 0; i < 40; i++) {
      cells += Math.exp(axis.logMass(i));
    }
    assertThat(cells).isCloseTo(0.75, within(2e-3));
  }

  @Test
  void zoomed_keepsWhatMattersAndOneCellBeside() {
    Axis axis = Axis.logUniform(1, Math.exp(10), 10);
    double[] weights = new double[10];
    Arrays.fill(weights, 4, 6, 1.0);
    Axis closer = axis.zoomed(weights);
    assertThat(closer.size()).isEqualTo(10);
    assertThat(closer.node(0)).isCloseTo(3.2, within(1e-9));
    assertThat(closer.node(9)).isCloseTo(6.8, within(1e-9));
  }

  @Test
  void zoomed_staysWithinItsBoundsAndKeepsTheAtom() {
    Axis axis = Axis.shareOrNone(0.5, 2.5, 10);
    double[] weights = new double[11];
    weights[0] = 1;
    weights[10] = 1000;
    Axis closer = axis.zoomed(weights);
    assertThat(closer.node(0)).isCloseTo(-8 + 0.16, within(1e-9));
    assertThat(closer.logMass(10)).isEqualTo(axis.logMass(10));
  }

  @Test
  void logNormal_hasItsMedianInTheMiddle() {
    Axis axis = Axis.logNormal(0.5, 0.5, 0.05, 5, 201);
    double below = 0;
    double all = 0;
    for (int i = 0; i < axis.size(); i++) {
      double mass = Math.exp(axis.logMass(i));
      all += mass;
      below += axis.node(i) < Math.log(0.5) ? mass : 0;
    }
    assertThat(below / all).isCloseTo(0.5, within(0.02));
  }
}
