package io.scorestream.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.scorestream.rows.Rows;
import io.scorestream.transport.plan.ExactTransport;
import io.scorestream.transport.plan.SinkhornDivergence;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Points of very different size, of the smallest and the largest size, and all equal ones: a
 * distance is right then, or left out with the reason.
 */
class DistancesAtTheEdgeTest {
  private static final int N = 300;

  private static final List<Double> FAR =
      List.of(1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e10, 1e12, 1e16, 1e30, 1e38);

  private final Rows x = Draws.gaussian(N, 2, 0, 1);
  private final Rows y = Draws.gaussian(N, 2, 0.2, 2);

  /** Every distance of two samples of the plane. */
  private enum Kind {
    W1 {
      @Override
      Measured<Distance> between(Rows x, Rows y) {
        return Measured.of(ExactTransport.w1(x, y));
      }
    },
    W2 {
      @Override
      Measured<Distance> between(Rows x, Rows y) {
        return Measured.of(ExactTransport.w2(x, y));
      }
    },
    SLICED {
      @Override
      Measured<Distance> between(Rows x, Rows y) {
        return new SlicedWasserstein(2, 50, 1).between(x, y);
      }
    },
    MAX_SLICED {
      @Override
      Measured<Distance> between(Rows x, Rows y) {
        return Measured.of(new MaxSlicedWasserstein(2, 20, 1).w2(x, y).distance());
      }
    },
    SINKHORN {
      @Override
      Measured<Distance> between(Rows x, Rows y) {
        return SinkhornDivergence.relativeTo(Rows.of(Arrays.copyOf(y.numbers(), 200), 2), 0.05)
            .between(x, y)
            .map(SinkhornDivergence.Estimate::distance);
      }
    },
    GAUSSIAN {
      @Override
      Measured<Distance> between(Rows x, Rows y) {
        return Measured.of(GaussianWasserstein.w2(x, y));
      }
    };

    abstract Measured<Distance> between(Rows x, Rows y);

    Measured<Distance> sure(Rows x, Rows y) {
      return between(x, y).flatMap(distance -> distance.sureBeside(0));
    }
  }

  static Stream<Arguments> farPoints() {
    return Stream.of(Kind.values())
        .flatMap(kind -> FAR.stream().map(far -> Arguments.of(kind, far)));
  }

  /** The far points go to each other, and the distance is that of the others. */
  @ParameterizedTest
  @MethodSource("farPoints")
  void aFarPointInBoth_isRightOrLeftOut(Kind kind, double far) {
    Measured<Distance> measured = kind.sure(withFar(x, far, 201), withFar(y, far, 255));
    if (measured instanceof Measured.LeftOut<Distance> left) {
      assertThat(left.reason()).containsAnyOf("drowns what the others have", "drowns all others");
      assertThat(far).isGreaterThan(1e3);
    } else {
      assertThat(measured.orThrow().value()).isCloseTo(truth(kind, far), withinPercentage(0.2));
      assertThat(far).isLessThan(kind == Kind.W1 ? 1e16 : 1e10);
    }
  }

  private double truth(Kind kind, double far) {
    Rows farX = withFar(x, far, 201);
    Rows farY = withFar(y, far, 255);
    Rows nearX = without(x, 201);
    Rows nearY = without(y, 255);
    double share = (N - 1.0) / N;
    return switch (kind) {
      case W1 -> share * ExactTransport.w1(nearX, nearY).value();
      case W2 -> Math.sqrt(share) * ExactTransport.w2(nearX, nearY).value();
      case SLICED -> Math.sqrt(share) * new SlicedWasserstein(2, 50, 1).w2(nearX, nearY).value();
      case SINKHORN -> Math.sqrt(share) * Kind.SINKHORN.between(nearX, nearY).orThrow().value();
      case GAUSSIAN -> decimalGaussian(farX, farY);
      case MAX_SLICED -> maxSliced(farX, farY);
    };
  }

  /** One generation far out is what the distance is about then, and known to all digits. */
  @ParameterizedTest
  @MethodSource("farPoints")
  void aFarPointInOne_isMostOfTheDistance(Kind kind, double far) {
    Measured<Distance> measured = kind.sure(withFar(x, far, 201), y);
    double length = far * Math.sqrt(2);
    if (measured instanceof Measured.LeftOut<Distance> left) {
      assertThat(kind).isEqualTo(Kind.SINKHORN);
      assertThat(left.reason()).contains("apart where ε is", "drowns all others");
    } else if (far >= 1e4) {
      double expected =
          switch (kind) {
            case W1 -> length / N;
            case MAX_SLICED -> maxSliced(withFar(x, far, 201), y);
            case SLICED -> measured.orThrow().value();
            case W2, SINKHORN -> length / Math.sqrt(N);
            case GAUSSIAN -> decimalGaussian(withFar(x, far, 201), y);
          };
      assertThat(measured.orThrow().value()).isCloseTo(expected, withinPercentage(1));
    }
  }

  @ParameterizedTest
  @EnumSource
  void powersOfTwo_scaleToTheLastBit(Kind kind) {
    Distance distance = kind.between(x, y).orThrow();
    for (int exponent = -100; exponent <= 120; exponent += 11) {
      float by = Math.scalb(1f, exponent);
      assertThat(kind.between(scaled(x, by), scaled(y, by)).orThrow())
          .as("2^%s", exponent)
          .isEqualTo(
              new Distance(
                  Math.scalb(distance.value(), exponent), Math.scalb(distance.bound(), exponent)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theOtherWayRound_isTheSameWithinTheBounds(Kind kind) {
    Distance there = kind.between(x, y).orThrow();
    Distance back = kind.between(y, x).orThrow();
    if (kind != Kind.SINKHORN) {
      assertThat(back.value()).isCloseTo(there.value(), within(there.bound() + back.bound()));
    }
  }

  /** Of points on a grid, so that moving them loses nothing. */
  @ParameterizedTest
  @EnumSource
  void movedFarAway_isTheSameWithinTheBounds(Kind kind) {
    Rows gridX = each(x, v -> Math.round(16 * v) / 16f);
    Rows gridY = each(y, v -> Math.round(16 * v) / 16f);
    Distance near = kind.sure(gridX, gridY).orThrow();
    Distance away =
        kind.sure(each(gridX, v -> v + 0x1p19f), each(gridY, v -> v + 0x1p19f)).orThrow();
    assertThat(away.value()).isCloseTo(near.value(), within(near.bound() + away.bound()));
  }

  @ParameterizedTest
  @EnumSource
  void equalPoints_areExactlyZeroApart(Kind kind) {
    Rows same = each(x.zerosAlike(), v -> 0.1f);
    if (kind != Kind.SINKHORN) {
      assertThat(kind.sure(same, same.copy()).orThrow()).isEqualTo(new Distance(0, 0));
    }
    assertThat(SinkhornDivergence.hasScale(same)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void theLargestAndTheSmallestNumbers_areMeasured(Kind kind) {
    Rows largest = each(x, v -> v > 0 ? Float.MAX_VALUE : -Float.MAX_VALUE);
    Rows half = each(y, v -> v > 0 ? Float.MAX_VALUE / 2 : -Float.MAX_VALUE / 2);
    Distance great = kind.sure(largest, half).orThrow();
    assertThat(great.value() / Float.MAX_VALUE).isBetween(0.1, 2.0);
    Rows smallest = each(x, v -> v > 0 ? 2 * Float.MIN_VALUE : 0);
    Rows smaller = each(y, v -> v > 0 ? Float.MIN_VALUE : 0);
    Distance small = kind.sure(smallest, smaller).orThrow();
    assertThat(small.value() / Float.MIN_VALUE).isBetween(0.1, 2.0);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotFinite_isRefused(Kind kind) {
    for (float odd : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      Rows holed = x.copy();
      holed.numbers()[7] = odd;
      assertThatThrownBy(() -> kind.between(holed, y))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not finite");
    }
  }

  @Test
  void column_isMeasuredWhateverItsNumbers_andRefusedWhereOneIsNotFinite() {
    for (double far : FAR) {
      double share = (N - 1.0) / N;
      assertThat(ColumnDistance.w1(withFar(x, far, 201), withFar(y, far, 255), 0))
          .isCloseTo(
              share * ColumnDistance.w1(without(x, 201), without(y, 255), 0),
              withinPercentage(1e-9));
    }
    Rows holed = x.copy();
    holed.numbers()[2] = Float.NaN;
    assertThatThrownBy(() -> ColumnDistance.w1(holed, y, 0)).hasMessageContaining("not finite");
  }

  @Test
  void floor_isLeftOutWhereAPairIs() {
    Rows points = withFar(withFar(Draws.gaussian(2 * N, 2, 0, 3), 1e16, 5), 1e16, 300);
    SampleDistance sure = (one, other) -> Measured.of(ExactTransport.w1(one, other));
    SampleDistance leftOut = (one, other) -> Measured.leftOut("of that reason");
    SamplePairs pairs = SamplePairs.ofHalves(points, Draws.generator(1));
    assertThat(pairs.floor(5, leftOut)).isEqualTo(Measured.leftOut("of that reason"));
    assertThat(SamplePairs.ofHalves(x, Draws.generator(1)).floor(5, sure))
        .isInstanceOf(Measured.Of.class);
  }

  /** In the plane {@code tr(M^½) = √(tr M + 2 √det M)}, here to 150 digits. */
  private static double decimalGaussian(Rows x, Rows y) {
    MathContext digits = new MathContext(150);
    BigDecimal[] one = moments(x, digits);
    BigDecimal[] other = moments(y, digits);
    BigDecimal trace =
        one[2]
            .multiply(other[2])
            .add(one[3].multiply(other[3]).multiply(BigDecimal.valueOf(2)))
            .add(one[4].multiply(other[4]));
    BigDecimal determinants = determinant(one).multiply(determinant(other));
    BigDecimal root =
        trace
            .add(determinants.max(BigDecimal.ZERO).sqrt(digits).multiply(BigDecimal.valueOf(2)))
            .sqrt(digits);
    return one[0]
        .subtract(other[0])
        .pow(2)
        .add(one[1].subtract(other[1]).pow(2))
        .add(one[2])
        .add(one[4])
        .add(other[2])
        .add(other[4])
        .subtract(root.multiply(BigDecimal.valueOf(2)))
        .max(BigDecimal.ZERO)
        .sqrt(digits)
        .doubleValue();
  }

  private static BigDecimal determinant(BigDecimal[] moments) {
    return moments[2].multiply(moments[4]).subtract(moments[3].pow(2));
  }

  /** Both means, and the covariances 11, 12 and 22. */
  private static BigDecimal[] moments(Rows points, MathContext digits) {
    BigDecimal[] moments = new BigDecimal[5];
    Arrays.fill(moments, BigDecimal.ZERO);
    BigDecimal n = BigDecimal.valueOf(points.count());
    for (int row = 0; row < points.count(); row++) {
      moments[0] = moments[0].add(new BigDecimal(points.at(row, 0)));
      moments[1] = moments[1].add(new BigDecimal(points.at(row, 1)));
    }
    moments[0] = moments[0].divide(n, digits);
    moments[1] = moments[1].divide(n, digits);
    for (int row = 0; row < points.count(); row++) {
      BigDecimal first = new BigDecimal(points.at(row, 0)).subtract(moments[0]);
      BigDecimal second = new BigDecimal(points.at(row, 1)).subtract(moments[1]);
      moments[2] = moments[2].add(first.multiply(first));
      moments[3] = moments[3].add(first.multiply(second));
      moments[4] = moments[4].add(second.multiply(second));
    }
    for (int k = 2; k < 5; k++) {
      moments[k] = moments[k].divide(n.subtract(BigDecimal.ONE), digits);
    }
    return moments;
  }

  private static double maxSliced(Rows x, Rows y) {
    float[] direction = new MaxSlicedWasserstein(2, 20, 1).w2(x, y).direction();
    return along(direction, oddRows(x), oddRows(y));
  }

  /** W2 along a direction, of projections in double precision. */
  private static double along(float[] direction, Rows x, Rows y) {
    ToDoubleBiFunction<Rows, Integer> at =
        (points, row) ->
            (double) direction[0] * points.at(row, 0) + (double) direction[1] * points.at(row, 1);
    double[] alongX =
        IntStream.range(0, x.count()).mapToDouble(i -> at.applyAsDouble(x, i)).sorted().toArray();
    double[] alongY =
        IntStream.range(0, y.count()).mapToDouble(i -> at.applyAsDouble(y, i)).sorted().toArray();
    return Math.sqrt(
        IntStream.range(0, alongX.length)
            .mapToDouble(i -> Math.pow(alongX[i] - alongY[i], 2))
            .average()
            .orElseThrow());
  }

  private static Rows oddRows(Rows points) {
    return points.chosen(
        IntStream.iterate(1, row -> row < points.count(), row -> row + 2).toArray());
  }

  private static Rows withFar(Rows points, double far, int row) {
    Rows changed = points.copy();
    changed.numbers()[2 * row] = (float) far;
    changed.numbers()[2 * row + 1] = (float) far;
    return changed;
  }

  private static Rows without(Rows points, int row) {
    return points.chosen(IntStream.range(0, points.count()).filter(i -> i != row).toArray());
  }

  private static Rows scaled(Rows points, float by) {
    return each(points, v -> v * by);
  }

  private interface Change {
    float of(float number);
  }

  private static Rows each(Rows points, Change change) {
    Rows changed = points.copy();
    for (int i = 0; i < changed.numbers().length; i++) {
      changed.numbers()[i] = change.of(points.numbers()[i]);
    }
    return changed;
  }
}
