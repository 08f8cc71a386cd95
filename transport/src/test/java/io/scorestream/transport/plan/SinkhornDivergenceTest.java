package io.scorestream.transport.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.scorestream.rows.Rows;
import io.scorestream.transport.Draws;
import io.scorestream.transport.Measured;
import io.scorestream.transport.plan.SinkhornDivergence.Estimate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SinkhornDivergenceTest {

  /** Of two points each, a plan is one number, which a search finds. */
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.3, 5, 100})
  void between_twoPointsEach_isWhatASearchOverAllPlansFinds(double epsilon) {
    float[] x = {0, 2};
    float[] y = {1, 4};
    double expected = search(x, y, epsilon) - search(x, x, epsilon) / 2 - search(y, y, epsilon) / 2;
    Estimate estimate =
        new SinkhornDivergence(epsilon).between(Rows.of(x, 1), Rows.of(y, 1)).orThrow();
    assertThat(estimate.value()).isCloseTo(expected, within(1e-6));
    assertThat(estimate.marginalError()).isLessThanOrEqualTo(1e-4);
  }

  /** The plan puts t on the diagonal and ½ − t beside it; the objective is convex in t. */
  private static double search(float[] x, float[] y, double epsilon) {
    double low = 0;
    double high = 0.5;
    for (int i = 0; i < 200; i++) {
      double left = low + (high - low) / 3;
      double right = high - (high - low) / 3;
      if (objective(x, y, epsilon, left) < objective(x, y, epsilon, right)) {
        high = right;
      } else {
        low = left;
      }
    }
    return objective(x, y, epsilon, (low + high) / 2);
  }

  private static double objective(float[] x, float[] y, double epsilon, double t) {
    double sum = 0;
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        double mass = i == j ? t : 0.5 - t;
        double entropy = mass > 0 ? mass * Math.log(4 * mass) : 0;
        sum += mass * Math.pow(x[i] - y[j], 2) + epsilon * entropy;
      }
    }
    return sum;
  }

  /**
   * A shift c adds {@code |c|²} to the cost of every plan, and nothing that depends on the plan.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0.05, 1, 50})
  void between_shiftedCopy_isTheSquareOfTheShiftAtAnyEpsilon(double epsilon) {
    Rows x = Draws.gaussian(300, 2, 0, 1);
    Rows y = x.copy();
    for (int i = 0; i < y.numbers().length; i += 2) {
      y.numbers()[i] += 3;
      y.numbers()[i + 1] += 4;
    }
    Estimate estimate = new SinkhornDivergence(epsilon).between(x, y).orThrow();
    assertThat(estimate.value()).isCloseTo(25, within(1e-4));
    assertThat(estimate.distance().value()).isCloseTo(5, within(1e-5));
  }

  @Test
  void between_smallAndSmallerEpsilon_tendsToTheExactSquare() {
    Rows x = Draws.gaussian(200, 2, 0, 1);
    Rows y = Draws.gaussian(200, 2, 1, 2);
    double exact = ExactTransport.plan(x, y, GroundCost.SQUARED_DISTANCE).cost();
    double coarse = new SinkhornDivergence(1).between(x, y).orThrow().value();
    double fine = new SinkhornDivergence(0.003, 1e-3, 5000).between(x, y).orThrow().value();
    assertThat(fine).isCloseTo(exact, withinPercentage(0.2));
    assertThat(Math.abs(fine - exact)).isLessThan(0.2 * Math.abs(coarse - exact));
  }

  @Test
  void between_largeEpsilon_tendsToTheSquareOfTheMeansDifference() {
    Rows x = Draws.gaussian(200, 2, 0, 1);
    Rows y = Draws.gaussian(200, 2, 2, 2);
    double square = 0;
    for (int k = 0; k < 2; k++) {
      double difference = 0;
      for (int row = 0; row < 200; row++) {
        difference += (x.at(row, k) - y.at(row, k)) / 200;
      }
      square += difference * difference;
    }
    assertThat(new SinkhornDivergence(1e5).between(x, y).orThrow().value())
        .isCloseTo(square, withinPercentage(0.1));
  }

  @Test
  void between_sampleAgainstItselfInAnotherOrder_isZero() {
    Rows x = Draws.gaussian(200, 1, 0, 1);
    Rows y = x.chosen(IntStream.range(0, 200).map(row -> 199 - row).toArray());
    assertThat(new SinkhornDivergence(0.1).between(x, y).orThrow().value())
        .isCloseTo(0, within(1e-7));
  }

  @Test
  void between_unequalSizes_areThoseOfRepeatedRows() {
    Rows x = Draws.gaussian(15, 2, 0, 1);
    Rows twice = Rows.joined(2, List.of(x, x));
    Rows y = Draws.gaussian(20, 2, 0.5, 2);
    SinkhornDivergence divergence = new SinkhornDivergence(0.5, 1e-9, 5000);
    assertThat(divergence.between(twice, y).orThrow().value())
        .isCloseTo(divergence.between(x, y).orThrow().value(), within(1e-8));
    assertThat(divergence.between(y, x).orThrow().value())
        .isCloseTo(divergence.between(x, y).orThrow().value(), within(1e-8));
  }

  /** The kernel of these would vanish outside the log domain. */
  @Test
  void between_cloudsFarApartAtASmallEpsilon_staysFinite() {
    Rows x = Draws.gaussian(50, 2, 0, 1);
    Rows y = Draws.gaussian(50, 2, 1000, 2);
    y.numbers()[0] = -5000;
    double exact = ExactTransport.plan(x, y, GroundCost.SQUARED_DISTANCE).cost();
    assertThat(new SinkhornDivergence(5, 0.03, 5000).between(x, y).orThrow().value())
        .isCloseTo(exact, withinPercentage(0.01));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.03, 3e-3, 3e-4})
  void between_atALooseTolerance_isOffByNoMoreThanItsBound(double tolerance) {
    Rows x = Draws.gaussian(80, 2, 0, 1);
    Rows y = Draws.gaussian(70, 2, 1, 2);
    double converged = new SinkhornDivergence(0.05, 1e-12, 100_000).between(x, y).orThrow().value();

    Estimate loose = new SinkhornDivergence(0.05, tolerance, 5000).between(x, y).orThrow();

    assertThat(loose.value()).isCloseTo(converged, within(loose.bound()));
    assertThat(loose.marginalError()).isBetween(Double.MIN_VALUE, tolerance);
  }

  /** In many coordinates an iteration takes less off the error than those before it did. */
  @ParameterizedTest
  @CsvSource({"8, 1e-2", "8, 1e-3", "8, 1e-4", "32, 1e-2", "32, 1e-3", "32, 1e-4"})
  void between_manyCoordinates_isOffByNoMoreThanItsBound(int dimension, double tolerance) {
    Rows x = Draws.gaussian(300, dimension, 0, 1);
    Rows y = Draws.gaussian(300, dimension, 0.3, 2);
    double epsilon = SinkhornDivergence.relativeTo(x, 0.05).epsilon();
    double converged =
        new SinkhornDivergence(epsilon, 1e-11, 100_000).between(x, y).orThrow().value();

    Estimate loose = new SinkhornDivergence(epsilon, tolerance, 5000).between(x, y).orThrow();

    assertThat(loose.value()).isCloseTo(converged, within(loose.bound()));
    assertThat(loose.bound()).isLessThan(1e-3 * converged);
  }

  @Test
  void between_tooFewIterations_isLeftOut() {
    assertThat(
            new SinkhornDivergence(0.001, 1e-6, 3)
                .between(Draws.gaussian(50, 2, 0, 1), Draws.gaussian(50, 2, 0, 2)))
        .isInstanceOfSatisfying(
            Measured.LeftOut.class,
            left -> assertThat(left.reason()).contains("after 3 iterations", "more than 1.0E-6"));
  }

  @Test
  void relativeTo_sampleInOtherUnits_scalesEpsilonWithTheirSquare() {
    Rows x = Draws.gaussian(500, 2, 0, 1);
    Rows tenfold = x.copy();
    for (int i = 0; i < tenfold.numbers().length; i++) {
      tenfold.numbers()[i] *= 10;
    }
    double epsilon = SinkhornDivergence.relativeTo(x, 0.05).epsilon();
    assertThat(epsilon).isCloseTo(0.05 * 4 * Math.log(2), withinPercentage(10));
    assertThat(SinkhornDivergence.relativeTo(tenfold, 0.05).epsilon())
        .isCloseTo(100 * epsilon, withinPercentage(1e-3));
    assertThatThrownBy(() -> SinkhornDivergence.relativeTo(Rows.zeros(3, 2), 0.05))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("all rows are equal");
  }

  @Test
  void epsilonThatIsNotAboveZero_isRefused() {
    assertThatThrownBy(() -> new SinkhornDivergence(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ε = 0.0");
  }

  /** At which what is said of its error would not hold. */
  @Test
  void toleranceThatIsTooLarge_isRefused() {
    assertThatThrownBy(() -> new SinkhornDivergence(0.05, 0.3, 5000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tolerance 0.3", "0.03 at most");
  }
}
