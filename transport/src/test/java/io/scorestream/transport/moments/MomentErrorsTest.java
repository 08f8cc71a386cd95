package io.scorestream.transport.moments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.rows.Rows;
import io.scorestream.transport.Draws;
import io.scorestream.transport.Estimate;
import io.scorestream.transport.Measured;
import io.scorestream.transport.NoiseFloor;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MomentErrorsTest {

  private static final int POINTS = 1_000;
  private static final MomentErrors COORDINATES = new MomentErrors(Rows.zeros(0, 2));
  private static final MomentErrors AXES =
      new MomentErrors(MomentErrors.principalAxes(Draws.gaussian(POINTS, 2, 0, 1), 32));
  private static final NoiseFloor[] FLOORS = floors();

  /** Of -1, 1 the cumulants are 0, 1, 0, -2; of 0, 0, 3 they are 1, 2, 2, -6. */
  @Test
  void values_onTheLine_areThoseOfTheDefinition() {
    MomentErrors line = new MomentErrors(Rows.zeros(0, 1));
    Rows real = Rows.of(new float[] {-1, 1}, 1);
    Rows generated = Rows.of(new float[] {0, 0, 3}, 1);
    assertThat(line.values(real, generated).orThrow())
        .containsExactly(new double[] {1, 1, 2, 4}, within(1e-12));
    double root = Math.sqrt(2);
    assertThat(line.values(generated, real).orThrow())
        .containsExactly(new double[] {1 / root, 1 / 2.0, 2 / (2 * root), 4 / 4.0}, within(1e-12));
  }

  @Test
  void gaussiansOfAnotherSpread_differInTheirCovarianceAlone() {
    assertThat(tell(drawn(x -> 1.3 * x))).containsExactly(2);
    assertThat(errors(drawn(x -> 1.3 * x))[1]).isCloseTo(0.62, within(0.15));
  }

  @Test
  void shiftedPoints_differInTheirMeanAlone() {
    assertThat(tell(drawn(x -> x + 0.3))).containsExactly(1);
    assertThat(errors(drawn(x -> x + 0.3))[0]).isCloseTo(0.3, within(0.1));
  }

  /** An exponential number less one has the cumulants 0, 1, 2, 6; along an axis less of them. */
  @Test
  void skewedPoints_differInOrdersThreeAndFour() {
    RandomGenerator rng = Draws.generator(5);
    Rows skewed = filled(x -> -Math.log(1 - rng.nextDouble()) - 1);
    assertThat(tell(skewed)).contains(3, 4).doesNotContain(1);
    Rows many = mapped(Rows.zeros(40 * POINTS, 2), x -> -Math.log(1 - rng.nextDouble()) - 1);
    double[] found = COORDINATES.values(real(), many).orThrow();
    assertThat(found[2]).isCloseTo(2, within(0.4));
    assertThat(found[3]).isCloseTo(6, within(2.0));
  }

  @Test
  void pointsAtTwoPlaces_differInTheFourthOrderAlone() {
    RandomGenerator rng = Draws.generator(6);
    assertThat(tell(filled(x -> rng.nextBoolean() ? 1 : -1))).containsExactly(4);
  }

  /** The coordinates have the right variances each. */
  @Test
  void correlatedCoordinates_areSeenByAxes_whateverTheseAre() {
    Rows correlated = drawn(x -> x);
    for (int row = 0; row < POINTS; row++) {
      correlated.numbers()[2 * row + 1] =
          (float) (0.6 * correlated.at(row, 0) + 0.8 * correlated.at(row, 1));
    }
    assertThat(COORDINATES.values(real(), correlated).orThrow()[1]).isLessThan(0.2);
    for (double angle : new double[] {0, 0.2, Math.PI / 4}) {
      float cos = (float) Math.cos(angle);
      float sin = (float) Math.sin(angle);
      MomentErrors turned = new MomentErrors(Rows.of(new float[] {cos, sin, -sin, cos}, 2));
      assertThat(turned.values(real(), correlated).orThrow()[1]).isGreaterThan(0.25);
    }
  }

  @Test
  void sameLaw_staysWithinTheFloors() {
    int alarms = 0;
    for (int set = 0; set < 40; set++) {
      alarms += tell(Draws.gaussian(POINTS, 2, 0, 7_000 + set)).size();
    }
    assertThat(alarms).isLessThanOrEqualTo(13);
  }

  @Test
  void intervals_holdWhatTheErrorIsOnAverage() {
    int[] held = new int[MomentErrors.ORDERS];
    // Of order 2 four terms in five are wrong.
    double[] truth = {0.3, 0.69 * Math.sqrt(0.8)};
    for (int set = 0; set < 100; set++) {
      Estimate[] found =
          AXES.estimates(
                  Draws.gaussian(POINTS, 2, 0, 100 + set),
                  mapped(Draws.gaussian(POINTS, 2, 0, 900 + set), x -> 1.3 * x + 0.3))
              .orThrow();
      for (int p = 0; p < 2; p++) {
        held[p] += found[p].low() <= truth[p] && truth[p] <= found[p].high() ? 1 : 0;
      }
    }
    assertThat(held[0]).isGreaterThanOrEqualTo(88);
    assertThat(held[1]).isGreaterThanOrEqualTo(88);
  }

  @Test
  void unitsAndPlace_changeNothing() {
    Rows generated = drawn(x -> 1.3 * x + x * x);
    double[] found = COORDINATES.values(real(), generated).orThrow();
    DoubleUnaryOperator elsewhere = x -> 1024 * x + 65_536;
    assertThat(
            COORDINATES.values(mapped(real(), elsewhere), mapped(generated, elsewhere)).orThrow())
        .containsExactly(found, within(1e-2));
  }

  /** Of 1000 points one has a 1 in the second coordinate, and another one among the generated. */
  @Test
  void coordinateThatHardlyVaries_doesNotDrownTheOthers() {
    Rows real = real();
    Rows generated = drawn(x -> x);
    for (int row = 0; row < POINTS; row++) {
      real.numbers()[2 * row + 1] = row == 3 ? 1 : 0;
      generated.numbers()[2 * row + 1] = row == 7 || row == 8 ? 1 : 0;
    }
    assertThat(COORDINATES.values(real, generated).orThrow()[3]).isLessThan(50);
  }

  @Test
  void equalPoints_giveNoScale() {
    Rows same = Rows.zeros(POINTS, 2);
    assertThat(COORDINATES.values(same, real())).isInstanceOf(Measured.LeftOut.class);
    assertThat(COORDINATES.estimates(same, same)).isInstanceOf(Measured.LeftOut.class);
    assertThat(COORDINATES.values(real(), same).orThrow()[1]).isCloseTo(1, within(1e-9));
  }

  @Test
  void principalAxes_areThoseOfTheLargestVariancesFirst() {
    Rows points = mapped(real(), x -> x);
    for (int row = 0; row < POINTS; row++) {
      float along = 3 * points.at(row, 0);
      float across = points.at(row, 1);
      points.numbers()[2 * row] = 0.6f * along - 0.8f * across;
      points.numbers()[2 * row + 1] = 0.8f * along + 0.6f * across;
    }
    Rows axes = MomentErrors.principalAxes(points, 1);
    assertThat(axes.count()).isOne();
    assertThat(Math.abs(axes.at(0, 0))).isCloseTo(0.6f, within(0.05f));
    assertThat(Math.abs(axes.at(0, 1))).isCloseTo(0.8f, within(0.05f));
  }

  /** The orders that tell generated points from real ones. */
  private static List<Integer> tell(Rows generated) {
    double[] found = errors(generated);
    return IntStream.rangeClosed(1, found.length)
        .filter(p -> !FLOORS[p - 1].covers(found[p - 1]))
        .boxed()
        .toList();
  }

  private static double[] errors(Rows generated) {
    return AXES.values(real(), generated).orThrow();
  }

  private static NoiseFloor[] floors() {
    double[][] pairs =
        IntStream.range(0, 40)
            .mapToObj(
                pair ->
                    AXES.values(
                            Draws.gaussian(POINTS, 2, 0, 2 * pair + 10_000),
                            Draws.gaussian(POINTS, 2, 0, 2 * pair + 10_001))
                        .orThrow())
            .toArray(double[][]::new);
    return IntStream.range(0, MomentErrors.ORDERS)
        .mapToObj(p -> NoiseFloor.of(Arrays.stream(pairs).mapToDouble(x -> x[p]).toArray(), POINTS))
        .toArray(NoiseFloor[]::new);
  }

  private static Rows real() {
    return Draws.gaussian(POINTS, 2, 0, 42);
  }

  private static Rows drawn(DoubleUnaryOperator map) {
    return mapped(Draws.gaussian(POINTS, 2, 0, 77), map);
  }

  private static Rows filled(DoubleUnaryOperator map) {
    return mapped(Rows.zeros(POINTS, 2), map);
  }

  private static Rows mapped(Rows points, DoubleUnaryOperator map) {
    for (int i = 0; i < points.numbers().length; i++) {
      points.numbers()[i] = (float) map.applyAsDouble(points.numbers()[i]);
    }
    return points;
  }
}
