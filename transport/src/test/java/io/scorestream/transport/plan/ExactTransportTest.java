package io.scorestream.transport.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.scorestream.rows.Rows;
import io.scorestream.transport.Draws;
import io.scorestream.transport.Wasserstein1D;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExactTransportTest {

  @ParameterizedTest
  @CsvSource({
    "DISTANCE, 700, 700, 2",
    "DISTANCE, 700, 700, 32",
    "DISTANCE, 300, 450, 5",
    "SQUARED_DISTANCE, 700, 700, 2",
    "SQUARED_DISTANCE, 700, 700, 32",
    "SQUARED_DISTANCE, 450, 300, 7",
    "SQUARED_DISTANCE, 1000, 1, 3",
    "SQUARED_DISTANCE, 1, 1000, 3",
    "SQUARED_DISTANCE, 900, 70, 3"
  })
  void plan_manyPoints_isCertifiedOptimal(GroundCost ground, int n, int m, int dimension) {
    Rows x = Draws.gaussian(n, dimension, 0, 1);
    Rows y = Draws.gaussian(m, dimension, 1, 2);
    TransportPlan plan = ExactTransport.plan(x, y, ground);
    Plans.requireOptimal(plan, Plans.equal(n), Plans.equal(m));
  }

  @ParameterizedTest
  @EnumSource
  void plan_manyWeightedPoints_isCertifiedOptimal(GroundCost ground) {
    RandomGenerator rng = Draws.generator(3);
    double[] xWeights = rng.doubles(600).map(w -> w < 0.2 ? 0 : Math.pow(w, 8)).toArray();
    double[] yWeights = rng.doubles(500).map(w -> w < 0.2 ? 0 : 1 / w).toArray();
    TransportPlan plan =
        ExactTransport.plan(
            Draws.gaussian(600, 2, 0, 1), xWeights, Draws.gaussian(500, 2, 2, 2), yWeights, ground);
    Plans.requireOptimal(plan, xWeights, yWeights);
  }

  /** On a small grid almost every point has many equals and almost every cost many ties. */
  @ParameterizedTest
  @EnumSource
  void plan_manyPointsOnASmallGrid_isCertifiedOptimal(GroundCost ground) {
    RandomGenerator rng = Draws.generator(4);
    Rows x = Rows.zeros(1000, 2);
    Rows y = Rows.zeros(1000, 2);
    for (int i = 0; i < 2000; i++) {
      x.numbers()[i] = rng.nextInt(5);
      y.numbers()[i] = rng.nextInt(7);
    }
    TransportPlan plan = ExactTransport.plan(x, y, ground);
    Plans.requireOptimal(plan, Plans.equal(1000), Plans.equal(1000));
  }

  @Test
  void plan_pointsThatAreAllEqual_costsTheirDistance() {
    Rows y = Rows.zeros(1000, 2);
    Arrays.fill(y.numbers(), 3);
    TransportPlan plan = ExactTransport.plan(y.zerosAlike(), y, GroundCost.SQUARED_DISTANCE);
    assertThat(plan.cost()).isEqualTo(18);
    Plans.requireOptimal(plan, Plans.equal(1000), Plans.equal(1000));
  }

  /** What a sampler that diverges makes: a few points so far out that they drown all costs. */
  @ParameterizedTest
  @ValueSource(doubles = {1e4, 1e8, 1e15})
  void plan_fewPointsFarOut_isCertifiedOptimal(double far) {
    Rows x = Draws.gaussian(1000, 2, 0, 1);
    x.numbers()[0] = (float) far;
    x.numbers()[777] = (float) -far;
    TransportPlan plan =
        ExactTransport.plan(x, Draws.gaussian(1000, 2, 0, 2), GroundCost.SQUARED_DISTANCE);
    Plans.requireOptimal(plan, Plans.equal(1000), Plans.equal(1000));
  }

  /**
   * What {@code ot.emd2} of POT 0.8.2 gives for these points, with equal and with rising weights.
   */
  @ParameterizedTest
  @CsvSource({
    "DISTANCE, 2, 1.506516554674208, 1.5272235098797546",
    "SQUARED_DISTANCE, 2, 2.2938439228333105, 2.362661437686642",
    "DISTANCE, 32, 7.917662330124462, 7.95906916811703",
    "SQUARED_DISTANCE, 32, 63.51655307456069, 64.21261166520878"
  })
  void plan_pointsThatPotHasSolved_costsTheSame(
      GroundCost ground, int dimension, double equal, double rising) {
    Rows x = Draws.gaussian(1000, dimension, 0, 1);
    Rows y = Draws.gaussian(1000, dimension, 1, 2);
    double[] weights = new double[1000];
    Arrays.setAll(weights, j -> j + 1);
    assertThat(ExactTransport.plan(x, y, ground).cost()).isCloseTo(equal, withinPercentage(1e-8));
    assertThat(ExactTransport.plan(x, Plans.equal(1000), y, weights, ground).cost())
        .isCloseTo(rising, withinPercentage(1e-8));
  }

  @Test
  void w2_cloudsFarApart_isTheirDistance() {
    Rows x = Draws.gaussian(1000, 2, 0, 1);
    Rows y = Draws.gaussian(1000, 2, 1000, 2);
    TransportPlan plan = ExactTransport.plan(x, y, GroundCost.SQUARED_DISTANCE);
    Plans.requireOptimal(plan, Plans.equal(1000), Plans.equal(1000));
    assertThat(Math.sqrt(plan.cost())).isCloseTo(1000 * Math.sqrt(2), withinPercentage(0.1));
  }

  @ParameterizedTest
  @CsvSource({"500, 500", "500, 300", "7, 64"})
  void plan_onTheLine_costsWhatTheSortedPointsDo(int n, int m) {
    Rows x = Draws.gaussian(n, 1, 0, 1);
    Rows y = Draws.gaussian(m, 1, 0.5, 2);
    double first = ExactTransport.plan(x, y, GroundCost.DISTANCE).cost();
    double square = ExactTransport.plan(x, y, GroundCost.SQUARED_DISTANCE).cost();
    assertThat(first).isCloseTo(Wasserstein1D.w1(x.numbers(), y.numbers()), withinPercentage(1e-8));
    assertThat(Math.sqrt(square))
        .isCloseTo(Wasserstein1D.w2(x.numbers(), y.numbers()), withinPercentage(1e-8));
    assertThat(ExactTransport.w1(x, y).value())
        .isEqualTo(Wasserstein1D.w1(x.numbers(), y.numbers()));
    assertThat(ExactTransport.w2(x, y).value())
        .isEqualTo(Wasserstein1D.w2(x.numbers(), y.numbers()));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 32})
  void w1AndW2_shiftedCopy_areTheShift(int dimension) {
    Rows x = Draws.gaussian(300, dimension, 0, 1);
    Rows y = x.copy();
    for (int i = 0; i < y.numbers().length; i += dimension) {
      y.numbers()[i] += 3;
      y.numbers()[i + 1] += 4;
    }
    assertThat(ExactTransport.w1(x, y).value()).isCloseTo(5, within(1e-6));
    assertThat(ExactTransport.w2(x, y).value()).isCloseTo(5, within(1e-6));
  }

  @Test
  void w1AndW2_setAgainstItselfInAnotherOrder_areZero() {
    Rows x = Draws.gaussian(300, 9, 0, 1);
    Rows y = x.chosen(IntStream.range(0, 300).map(row -> 299 - row).toArray());
    assertThat(ExactTransport.w1(x, y).value()).isZero();
    assertThat(ExactTransport.w2(x, y).value()).isZero();
  }

  @Test
  void plan_repeatedCall_isTheSameAndTheOtherDirectionCostsTheSame() {
    Rows x = Draws.gaussian(300, 2, 0, 1);
    Rows y = Draws.gaussian(400, 2, 0, 2);
    TransportPlan plan = ExactTransport.plan(x, y, GroundCost.DISTANCE);
    TransportPlan again = ExactTransport.plan(x, y, GroundCost.DISTANCE);
    assertThat(again).usingRecursiveComparison().isEqualTo(plan);
    assertThat(ExactTransport.w1(y, x).value()).isCloseTo(plan.cost(), withinPercentage(1e-9));
  }

  /** A point twice is the point once with twice the weight. */
  @Test
  void plan_weights_countAsRepetitions() {
    Rows x = Draws.gaussian(20, 2, 0, 1);
    Rows y = Draws.gaussian(30, 2, 0, 2);
    double[] xWeights = new double[20];
    Arrays.setAll(xWeights, i -> i < 10 ? 2 : 1);
    Rows repeated = Rows.joined(2, List.of(x, x.first(10)));
    double weighted =
        ExactTransport.plan(x, xWeights, y, Plans.equal(30), GroundCost.DISTANCE).cost();
    assertThat(weighted).isCloseTo(ExactTransport.w1(repeated, y).value(), withinPercentage(1e-9));
  }

  @Test
  void plan_costsBelowZero_areAllowed() {
    double[][] costs = {{-3, 1}, {-2, -1}};
    TransportPlan plan = ExactTransport.plan(costs, new double[] {1, 1}, new double[] {1, 1});
    assertThat(plan.cost()).isEqualTo(-2);
    assertThat(plan.dualityGap()).isZero();
  }

  @Test
  void argumentsThatDoNotFit_areRefused() {
    assertThatThrownBy(() -> ExactTransport.w2(Rows.zeros(1, 3), Rows.zeros(1, 2)).value())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rows of 2 numbers where rows of 3");
    assertThatThrownBy(() -> ExactTransport.w2(Rows.zeros(1, 2), Rows.zeros(0, 2)).value())
        .hasMessageContaining("no points");
    Rows holed = Rows.of(new float[] {1, Float.NaN}, 1);
    assertThatThrownBy(() -> ExactTransport.w1(Rows.zeros(2, 1), holed).value())
        .hasMessageContaining("row 1 of a sample holds NaN");
    assertThatThrownBy(() -> weighted(1, 2, 3)).hasMessageContaining("3 weights for 2 points");
    assertThatThrownBy(() -> weighted(1, -1)).hasMessageContaining("weight 1 is -1.0");
    assertThatThrownBy(() -> weighted(0, 0)).hasMessageContaining("all weights are 0");
  }

  private static TransportPlan weighted(double... weights) {
    return ExactTransport.plan(
        Rows.zeros(2, 1), weights, Rows.zeros(2, 1), new double[] {1, 1}, GroundCost.DISTANCE);
  }
}
