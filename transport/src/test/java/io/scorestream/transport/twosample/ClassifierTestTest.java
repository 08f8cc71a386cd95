package io.scorestream.transport.twosample;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.rows.Rows;
import io.scorestream.transport.Clusters;
import io.scorestream.transport.Draws;
import io.scorestream.transport.Estimate;
import io.scorestream.transport.NoiseFloor;
import java.util.List;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassifierTestTest {

  private static final int POINTS = 800;
  private static final ClassifierTest TEST = new ClassifierTest(1);

  @Test
  void shift_isTold_theBetterTheFarther() {
    Rows real = Draws.gaussian(POINTS, 2, 0, 1);
    Estimate near = TEST.accuracy(real, Draws.gaussian(POINTS, 2, 0.5, 2));
    Estimate far = TEST.accuracy(real, Draws.gaussian(POINTS, 2, 2, 2));
    // The best that any classifier can: Φ(|shift|/2).
    assertThat(near.value()).isBetween(0.58, 0.68);
    assertThat(near.low()).isGreaterThan(0.5);
    assertThat(far.value()).isBetween(0.89, 0.95);
    assertThat(far.high()).isLessThan(1);
  }

  @Test
  void sameLaw_staysWithinTheFloor() {
    assertStaysWithinTheFloor(seed -> Clusters.draw(200, 8, 0.2, seed));
    assertStaysWithinTheFloor(seed -> Draws.gaussian(200, 32, 0, seed));
  }

  /** Of 20 pairs one is expected to leave the band, and on one of its sides only. */
  private static void assertStaysWithinTheFloor(LongFunction<Rows> law) {
    NoiseFloor floor =
        NoiseFloor.of(
            IntStream.range(0, 40).mapToDouble(pair -> accuracy(law, 2L * pair)).toArray(), 200);
    assertThat(floor.mean()).isBetween(0.49, 0.54);
    assertThat(IntStream.range(50, 70).filter(pair -> !floor.covers(accuracy(law, 2L * pair))))
        .hasSizeLessThanOrEqualTo(2);
  }

  private static double accuracy(LongFunction<Rows> law, long seed) {
    return TEST.accuracy(law.apply(seed), law.apply(seed + 1)).value();
  }

  @Test
  void droppedMode_isTold() {
    Estimate told =
        TEST.accuracy(Clusters.draw(POINTS, 8, 0.2, 1), Clusters.draw(POINTS, 7, 0.2, 2));
    assertThat(told.low()).isGreaterThan(0.5);
  }

  /** One column of 64 has another law of equal mean and variance: too little for distances. */
  @Test
  void oneWrongColumnOfMany_isToldByTrees_andNotByNeighbours() {
    Rows real = Draws.gaussian(POINTS, 64, 0, 1);
    RandomGenerator rng = Draws.generator(7);
    for (int row = 0; row < POINTS; row++) {
      real.numbers()[64 * row + 9] = (float) (-Math.log(1 - rng.nextDouble()) - 1);
    }
    Rows generated = Draws.gaussian(POINTS, 64, 0, 2);
    assertThat(TEST.accuracy(real, generated).low()).isGreaterThan(0.52);
    assertThat(neighbours(real, generated)).isBetween(0.46, 0.54);
  }

  /** Smooth curves with a little noise: each coordinate has the law that it should. */
  @Test
  void noiseOnSmoothCurves_isToldByPrincipalCoordinates() {
    Rows noisy = curves(2, 0.1);
    Estimate told = TEST.accuracy(curves(1, 0), noisy);
    assertThat(told.low()).isGreaterThan(0.9);
  }

  /** Squares of a board: no first split gains anything, and trees are blind where distances see. */
  @Test
  void board_isToldByNeighbours() {
    Rows white = board(0, 1);
    Rows black = board(1, 2);
    assertThat(neighbours(white, black)).isGreaterThan(0.7);
    assertThat(TEST.accuracy(white, black).low()).isGreaterThan(0.65);
  }

  /** What is said of it: the sign of a product of four of 32 coordinates is nothing to either. */
  @Test
  void productOfFourSignsAmongMany_isNotTold() {
    assertThat(TEST.accuracy(signs(1, 1), signs(-1, 2)).value()).isBetween(0.46, 0.55);
  }

  @Test
  void equalSeeds_giveEqualShares_andRepeatedPointsNone() {
    Rows x = Draws.gaussian(200, 100, 0, 1);
    Rows y = Draws.gaussian(200, 100, 0.1, 2);
    assertThat(new ClassifierTest(5).accuracy(x, y))
        .isEqualTo(new ClassifierTest(5).accuracy(x, y));
    Rows same = Rows.zeros(50, 3);
    assertThat(TEST.accuracy(same, same).value()).isEqualTo(0.5);
  }

  private static double neighbours(Rows x, Rows y) {
    int half = x.count() / 2;
    Rows known = Rows.joined(x.dimension(), List.of(x.first(half), y.first(half)));
    Rows asked =
        Rows.joined(x.dimension(), List.of(x.range(half, 2 * half), y.range(half, 2 * half)));
    double[] scores = NeighbourVotes.scores(known, asked);
    return IntStream.range(0, scores.length).filter(i -> scores[i] > 0 == i >= half).count()
        / (double) scores.length;
  }

  private static Rows curves(long seed, double noise) {
    RandomGenerator rng = Draws.generator(seed);
    Rows rows = Rows.zeros(POINTS, 16);
    for (int row = 0; row < POINTS; row++) {
      double sine = rng.nextGaussian();
      double cosine = rng.nextGaussian();
      for (int j = 0; j < 16; j++) {
        rows.numbers()[16 * row + j] =
            (float)
                (sine * Math.sin(j / 3.0)
                    + cosine * Math.cos(j / 3.0)
                    + (0.02 + noise) * rng.nextGaussian());
      }
    }
    return rows;
  }

  private static Rows board(int colour, long seed) {
    RandomGenerator rng = Draws.generator(seed);
    Rows rows = Rows.zeros(POINTS, 2);
    for (int row = 0; row < POINTS; row++) {
      int x = rng.nextInt(4);
      int y = 2 * rng.nextInt(2) + (x + colour) % 2;
      rows.numbers()[2 * row] = (float) (x + rng.nextDouble());
      rows.numbers()[2 * row + 1] = (float) (y + rng.nextDouble());
    }
    return rows;
  }

  private static Rows signs(int product, long seed) {
    Rows rows = Draws.gaussian(POINTS, 32, 0, seed);
    for (int row = 0; row < POINTS; row++) {
      float sign = 1;
      for (int j = 0; j < 4; j++) {
        sign *= Math.signum(rows.at(row, j));
      }
      rows.numbers()[32 * row] *= sign * product;
    }
    return rows;
  }
}
