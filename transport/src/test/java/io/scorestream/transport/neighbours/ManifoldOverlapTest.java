package io.scorestream.transport.neighbours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.rows.Rows;
import io.scorestream.transport.Clusters;
import io.scorestream.transport.Draws;
import io.scorestream.transport.Estimate;
import io.scorestream.transport.NoiseFloor;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ManifoldOverlapTest {

  private static final int POINTS = 400;
  private static final int PAIRS = 40;
  private static final int K = 5;
  private static final int PRECISION = 0;
  private static final int RECALL = 1;
  private static final int DENSITY = 2;
  private static final int COVERAGE = 3;

  private static final NoiseFloor[] FLOORS = floors(ManifoldOverlapTest::real);

  /** On the line 0, 1, 2, 10 the balls to the nearest reach 1, 1, 1 and 8. */
  @Test
  void values_onTheLine_areThoseOfTheDefinition() {
    Rows real = Rows.of(new float[] {0, 1, 2, 10}, 1);
    Rows generated = Rows.of(new float[] {0.5f, 3, 30}, 1);
    // Balls [-1, 1], [0, 2], [1, 3], [2, 18] hold 0.5 twice and 3 twice. Those of the generated
    // ones, [-2, 3], [0.5, 5.5] and [3, 57], hold all four.
    assertThat(ManifoldOverlap.values(real, generated, 1))
        .containsExactly(new double[] {2.0 / 3, 1, 4.0 / 3, 1}, within(1e-12));
    assertThat(ManifoldOverlap.values(generated, real, 1))
        .containsExactly(new double[] {1, 2.0 / 3, 6.0 / 4, 1}, within(1e-12));
  }

  @Test
  void sameLaw_staysWithinTheFloors() {
    assertThat(alarms(ManifoldOverlapTest::real)).isLessThanOrEqualTo(8);
    LongFunction<Rows> many = seed -> Draws.gaussian(200, 32, 0, seed);
    assertThat(alarms(many)).isLessThanOrEqualTo(8);
  }

  @Test
  void droppedMode_lowersRecallAndCoverage_andNeitherPrecisionNorDensity() {
    double[] found = values(Clusters.draw(POINTS, 7, 0.2, 99));
    assertThat(found[RECALL]).isLessThan(FLOORS[RECALL].low() - 0.05);
    assertThat(found[COVERAGE]).isLessThan(FLOORS[COVERAGE].low() - 0.05);
    assertThat(FLOORS[PRECISION].holds(found[PRECISION])).isTrue();
    assertThat(FLOORS[DENSITY].holds(found[DENSITY])).isTrue();
  }

  @Test
  void blurredPoints_lowerPrecisionAndDensity_andRaiseRecall() {
    double[] found = values(Clusters.draw(POINTS, 8, 0.4, 99));
    assertThat(found[PRECISION]).isLessThan(FLOORS[PRECISION].low() - 0.05);
    assertThat(found[DENSITY]).isLessThan(FLOORS[DENSITY].low() - 0.05);
    assertThat(found[RECALL]).isGreaterThanOrEqualTo(FLOORS[RECALL].mean());
  }

  @Test
  void pointsInTheMiddleOfClusters_raiseDensity_andLowerRecall() {
    double[] found = values(Clusters.draw(POINTS, 8, 0.1, 99));
    assertThat(found[DENSITY]).isGreaterThan(FLOORS[DENSITY].high());
    assertThat(found[RECALL]).isLessThan(FLOORS[RECALL].low());
  }

  /** What the newer two are for: a few points anywhere make balls that recall takes for support. */
  @Test
  void scatteredPoints_hideADroppedModeFromRecall_andNotFromCoverage() {
    Rows kept = Clusters.draw(POINTS - 40, 4, 0.2, 99);
    Rows scattered = Draws.gaussian(40, 2, 0, 98);
    double[] found = values(Rows.joined(2, List.of(kept, scattered)));
    assertThat(found[RECALL]).isGreaterThan(0.9);
    assertThat(found[COVERAGE]).isLessThan(0.65);
  }

  @Test
  void intervals_holdWhatOtherDrawsCome_to() {
    Rows generated = Clusters.draw(POINTS, 7, 0.3, 99);
    ManifoldOverlap overlap = ManifoldOverlap.of(real(1), generated, K);
    Estimate[] found = {
      overlap.precision(), overlap.recall(), overlap.density(), overlap.coverage()
    };
    double[] values = ManifoldOverlap.values(real(1), generated, K);
    for (int number = 0; number < found.length; number++) {
      assertThat(found[number].value()).isEqualTo(values[number]);
      double other = 0;
      for (int seed = 0; seed < 20; seed++) {
        other +=
            ManifoldOverlap.values(
                    real(1000 + seed), Clusters.draw(POINTS, 7, 0.3, 2000 + seed), K)[number]
                / 20;
      }
      assertThat(other).isBetween(found[number].low(), found[number].high());
      assertThat(found[number].high() - found[number].low()).isBetween(0.01, 0.35);
    }
  }

  private static Rows real(long seed) {
    return Clusters.draw(POINTS, 8, 0.2, seed);
  }

  private static double[] values(Rows generated) {
    return ManifoldOverlap.values(real(1), generated, K);
  }

  /** How often one of four numbers of 20 pairs leaves its band, of which 5 % are expected to. */
  private static int alarms(LongFunction<Rows> law) {
    NoiseFloor[] floors = floors(law);
    int alarms = 0;
    for (int pair = 0; pair < 20; pair++) {
      double[] values =
          ManifoldOverlap.values(law.apply(500 + 2 * pair), law.apply(501 + 2 * pair), K);
      for (int number = 0; number < 4; number++) {
        alarms += floors[number].holds(values[number]) ? 0 : 1;
      }
    }
    return alarms;
  }

  private static NoiseFloor[] floors(LongFunction<Rows> law) {
    double[][] values =
        IntStream.range(0, PAIRS)
            .mapToObj(
                pair ->
                    ManifoldOverlap.values(law.apply(100 + 2 * pair), law.apply(101 + 2 * pair), K))
            .toArray(double[][]::new);
    return IntStream.range(0, 4)
        .mapToObj(
            number ->
                NoiseFloor.of(
                    Arrays.stream(values).mapToDouble(it -> it[number]).toArray(), POINTS))
        .toArray(NoiseFloor[]::new);
  }
}
