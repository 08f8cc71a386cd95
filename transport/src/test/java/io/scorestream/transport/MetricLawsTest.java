package io.scorestream.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.rows.Rows;
import io.scorestream.transport.plan.ExactTransport;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every distance between laws obeys, on random points: few or many, equal or unequally so. */
class MetricLawsTest {
  private static final int CASES = 40;

  /** Distances that are metrics; a sliced one is for the directions that a seed fixes. */
  private enum Kind {
    W1,
    W2,
    SLICED_W2
  }

  private record Case(Kind kind, int seed, Rows x, Rows y, Rows z) {
    static Case of(Kind kind, int seed) {
      RandomGenerator rng = Draws.generator(seed, kind.name().hashCode());
      int dimension = 1 + rng.nextInt(5);
      return new Case(
          kind, seed, points(rng, dimension), points(rng, dimension), points(rng, dimension));
    }

    /** On a coarse grid in every other case, where points repeat and costs tie. */
    private static Rows points(RandomGenerator rng, int dimension) {
      Rows points = Draws.gaussian(1 + rng.nextInt(25), dimension, 0, rng);
      return rng.nextBoolean() ? each(points, x -> (float) Math.round(x)) : points;
    }

    double between(Rows one, Rows other) {
      return switch (kind) {
        case W1 -> ExactTransport.w1(one, other).value();
        case W2 -> ExactTransport.w2(one, other).value();
        case SLICED_W2 -> new SlicedWasserstein(x.dimension(), 20, 7).w2(one, other).value();
      };
    }

    @Override
    public String toString() {
      return kind + " of case " + seed;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(Kind.values())
        .flatMap(kind -> IntStream.range(0, CASES).mapToObj(seed -> Case.of(kind, seed)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void distance_isSymmetric(Case on) {
    assertThat(on.between(on.x, on.y)).isCloseTo(on.between(on.y, on.x), within(1e-5));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void distance_isAtMostTheWayRound(Case on) {
    assertThat(on.between(on.x, on.z))
        .isLessThanOrEqualTo(on.between(on.x, on.y) + on.between(on.y, on.z) + 1e-5);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void distance_ofPointsInAnotherOrder_isZero(Case on) {
    assertThat(on.between(on.x, reversed(on.x))).isCloseTo(0, within(1e-5));
    assertThat(on.between(reversed(on.x), on.y)).isCloseTo(on.between(on.x, on.y), within(1e-5));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void distance_ofBothMovedAlike_stays(Case on) {
    assertThat(on.between(moved(on.x, 2), moved(on.y, 2)))
        .isCloseTo(on.between(on.x, on.y), within(1e-4));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void distance_ofBothScaled_isScaled(Case on) {
    assertThat(on.between(scaled(on.x, 4), scaled(on.y, 4)))
        .isCloseTo(4 * on.between(on.x, on.y), within(1e-4));
  }

  /** Whoever moves a law by v pays |v|, sliced its share along the directions. */
  @ParameterizedTest
  @MethodSource("cases")
  void distance_ofAMove_isItsLength(Case on) {
    double length = 0.5 * Math.sqrt(on.x.dimension());
    double paid = on.between(on.x, moved(on.x, 0.5f));
    if (on.kind == Kind.SLICED_W2) {
      assertThat(paid).isPositive().isLessThanOrEqualTo(length + 1e-5);
    } else {
      assertThat(paid).isCloseTo(length, within(1e-5));
    }
  }

  private static Rows reversed(Rows points) {
    return points.chosen(
        IntStream.range(0, points.count()).map(row -> points.count() - 1 - row).toArray());
  }

  private static Rows moved(Rows points, float by) {
    return each(points, x -> x + by);
  }

  private static Rows scaled(Rows points, float by) {
    return each(points, x -> x * by);
  }

  private static Rows each(Rows points, UnaryOperator<Float> change) {
    Rows changed = points.copy();
    for (int i = 0; i < changed.numbers().length; i++) {
      changed.numbers()[i] = change.apply(points.numbers()[i]);
    }
    return changed;
  }
}
