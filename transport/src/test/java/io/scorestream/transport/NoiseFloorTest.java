package io.scorestream.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.scorestream.rows.Rows;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseFloorTest {
  /** The published floors are means of few pairs, whose own spread is a quarter of the value. */
  @ParameterizedTest
  @CsvSource({"125, 0.200, 5", "2000, 0.065, 20"})
  void ofLaw_standardGaussianOnTheLine_isThePublishedFloor(
      int n, double published, double percent) {
    SlicedWasserstein distance = new SlicedWasserstein(1, 1, 1);
    NoiseFloor floor =
        SamplePairs.ofLaw(Draws::gaussian, 1, n, Draws.generator(1)).floor(300, distance).orThrow();
    assertThat(floor.mean()).isCloseTo(published, withinPercentage(percent));
    assertThat(floor.low()).isLessThan(floor.mean());
    assertThat(floor.high()).isGreaterThan(floor.mean());
    assertThat(floor.pairs()).isEqualTo(300);
    assertThat(floor.n()).isEqualTo(n);
  }

  @Test
  void of_thirtyNineDistances_isTheirRange() {
    double[] distances = IntStream.rangeClosed(1, 39).mapToDouble(i -> 40 - i).toArray();
    NoiseFloor floor = NoiseFloor.of(distances, 7);
    assertThat(floor).isEqualTo(new NoiseFloor(20, 1, 39, 39, 7));
    assertThat(distances[0]).isEqualTo(39);
  }

  @Test
  void of_manyDistances_leavesOutTheTails() {
    double[] distances = IntStream.rangeClosed(1, 199).asDoubleStream().toArray();
    NoiseFloor floor = NoiseFloor.of(distances, 7);
    assertThat(floor.low()).isEqualTo(5);
    assertThat(floor.high()).isEqualTo(195);
  }

  @Test
  void of_fewDistances_isStudentsPredictionInterval() {
    NoiseFloor floor = NoiseFloor.of(new double[] {1, 2, 3, 4, 5}, 1);
    double width = 2.7764451 * Math.sqrt(2.5 * 1.2);
    assertThat(floor.mean()).isEqualTo(3);
    assertThat(floor.high()).isCloseTo(3 + width, within(1e-6));
    assertThat(floor.low()).isZero();
    assertThat(NoiseFloor.of(new double[] {11, 12, 13, 14, 15}, 1).low())
        .isCloseTo(13 - width, within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 10, 20, 39})
  void band_freshPairsOfTheLaw_holdsAboutNinetyFivePercent(int pairs) {
    SlicedWasserstein distance = new SlicedWasserstein(2, 10, 1);
    int inside = 0;
    for (int repetition = 0; repetition < 800; repetition++) {
      RandomGenerator rng = Draws.generator(2, repetition, pairs);
      NoiseFloor floor =
          SamplePairs.ofLaw(Draws::gaussian, 2, 50, rng).floor(pairs, distance).orThrow();
      double fresh =
          distance.w2(Draws.gaussian(50, 2, 0, rng), Draws.gaussian(50, 2, 0, rng)).value();
      inside += floor.low() <= fresh && floor.covers(fresh) ? 1 : 0;
    }
    assertThat(inside / 800.0).isBetween(0.925, 0.97);
  }

  @Test
  void ofHalves_heldOutPoints_isAboutTheFloorOfTheirLaw() {
    SlicedWasserstein distance = new SlicedWasserstein(2, 50, 1);
    Rows heldOut = Rows.zeros(1000, 2);
    twoModes(Draws.generator(3), heldOut);
    Rows before = heldOut.copy();
    NoiseFloor halves =
        SamplePairs.ofHalves(heldOut, Draws.generator(4)).floor(60, distance).orThrow();
    NoiseFloor fresh =
        SamplePairs.ofLaw(NoiseFloorTest::twoModes, 2, 500, Draws.generator(5))
            .floor(60, distance)
            .orThrow();
    assertThat(halves.n()).isEqualTo(500);
    assertThat(halves.mean()).isCloseTo(fresh.mean(), withinPercentage(15));
    assertThat(heldOut).isEqualTo(before);
  }

  private static void twoModes(RandomGenerator rng, Rows out) {
    Draws.gaussian(rng, out);
    float[] numbers = out.numbers();
    for (int i = 0; i < numbers.length; i += 2) {
      numbers[i] = 0.5f * numbers[i] + (rng.nextBoolean() ? 2 : -2);
    }
  }

  @Test
  void ratioAndExcess_ofADistance_areInUnitsOfTheMean() {
    NoiseFloor floor = new NoiseFloor(3, 2, 4, 20, 100);
    assertThat(floor.ratio(6)).isEqualTo(2);
    assertThat(floor.excess(5)).isEqualTo(4);
    assertThat(floor.excess(2)).isZero();
    assertThat(floor.covers(4)).isTrue();
    assertThat(floor.covers(4.1)).isFalse();
  }

  @Test
  void of_onePair_isRefused() {
    assertThatThrownBy(() -> NoiseFloor.of(new double[] {1}, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 2");
  }
}
