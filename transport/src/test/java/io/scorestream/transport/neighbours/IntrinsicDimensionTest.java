package io.scorestream.transport.neighbours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.rows.Rows;
import io.scorestream.transport.Draws;
import io.scorestream.transport.Estimate;
import io.scorestream.transport.Measured;
import org.junit.jupiter.api.Test;

class IntrinsicDimensionTest {

  private static final int POINTS = 1_000;

  @Test
  void gaussianPoints_haveAsManyAsCoordinates() {
    for (int d : new int[] {1, 2, 4, 6}) {
      Rows points = Draws.gaussian(POINTS, d, 3, d);
      assertThat(byAxes(points)).isCloseTo(d, within(0.05 * d));
      assertThat(byNeighbours(points).value()).isCloseTo(d, within(0.15 * d));
    }
  }

  /** Many coordinates and few points: without its correction, the ratio would be near 33. */
  @Test
  void axes_ofFewerPointsThanCoordinates_areCountedAll() {
    assertThat(byAxes(Draws.gaussian(50, 100, 0, 1))).isCloseTo(100, within(10.0));
  }

  @Test
  void inManyDimensions_neighboursSayTooLittle() {
    Estimate found = byNeighbours(Draws.gaussian(POINTS, 32, 0, 1));
    assertThat(found.high()).isLessThan(28);
    assertThat(found.low()).isGreaterThan(8);
  }

  /** Noise of a five-hundredth of the plane's deviation in each of 20 coordinates. */
  @Test
  void planeWithNoise_isTwoToBoth() {
    Rows points = spread(Draws.gaussian(POINTS, 2, 0, 1), 20, 0.002);
    assertThat(byAxes(points)).isCloseTo(2, within(0.1));
    assertThat(byNeighbours(points).value()).isCloseTo(2, within(0.4));
  }

  /** Noise of a tenth in each of 20 coordinates: neighbours are no nearer than that. */
  @Test
  void noiseAsLargeAsNeighboursAreFar_isCalledDimensionByNeighbours() {
    Rows points = spread(Draws.gaussian(POINTS, 2, 0, 1), 20, 0.1);
    assertThat(byAxes(points)).isLessThan(2.5);
    assertThat(byNeighbours(points).value()).isGreaterThan(4);
  }

  @Test
  void circle_isALineToNeighbours_andAPlaneToAxes() {
    Rows points = Rows.zeros(POINTS, 2);
    for (int row = 0; row < POINTS; row++) {
      double angle = 2 * Math.PI * Draws.generator(row).nextDouble();
      points.numbers()[2 * row] = (float) Math.cos(angle);
      points.numbers()[2 * row + 1] = (float) Math.sin(angle);
    }
    assertThat(byAxes(points)).isCloseTo(2, within(0.1));
    assertThat(byNeighbours(points).value()).isCloseTo(1, within(0.15));
  }

  @Test
  void interval_holdsWhatTheEstimateIsOnAverage() {
    double mean = 0;
    Estimate[] found = new Estimate[60];
    for (int set = 0; set < found.length; set++) {
      found[set] = byNeighbours(Draws.gaussian(300, 3, 0, 50 + set));
      mean += found[set].value() / found.length;
    }
    int held = 0;
    for (Estimate each : found) {
      held += each.low() <= mean && mean <= each.high() ? 1 : 0;
    }
    assertThat(held).isGreaterThanOrEqualTo(48);
  }

  @Test
  void equalPoints_haveNone() {
    Rows same = Rows.zeros(POINTS, 2);
    assertThat(IntrinsicDimension.byPrincipalAxes(same)).isInstanceOf(Measured.LeftOut.class);
    assertThat(IntrinsicDimension.byNeighbours(same)).isInstanceOf(Measured.LeftOut.class);
  }

  private static Rows spread(Rows plane, int d, double noise) {
    Rows points = Draws.gaussian(plane.count(), d, 0, 99);
    for (int row = 0; row < plane.count(); row++) {
      for (int j = 0; j < d; j++) {
        points.numbers()[row * d + j] *= (float) noise;
        points.numbers()[row * d + j] += j < 2 ? plane.at(row, j) : 0;
      }
    }
    return points;
  }

  private static double byAxes(Rows points) {
    return IntrinsicDimension.byPrincipalAxes(points).orThrow();
  }

  private static Estimate byNeighbours(Rows points) {
    return IntrinsicDimension.byNeighbours(points).orThrow();
  }
}
