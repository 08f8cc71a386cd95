package io.scorestream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class CounterNormalsTest {
  private static final int D = 5;

  /** The normal law's distribution function. */
  private static final Map<Double, Double> BELOW =
      Map.of(
          -3.0,
          0.0013498980,
          -2.0,
          0.0227501319,
          -1.0,
          0.1586552539,
          -0.5,
          0.3085375387,
          0.0,
          0.5,
          0.5,
          0.6914624613,
          1.0,
          0.8413447461,
          2.0,
          0.9772498681,
          3.0,
          0.9986501020);

  @Test
  void draw_ofManyNumbers_isStandardNormal() {
    float[] drawn = draw(List.of(40), 5_001, 0);
    int n = drawn.length;
    double[] moments = new double[5];
    for (float x : drawn) {
      for (int power = 1; power <= 4; power++) {
        moments[power] += Math.pow(x, power) / n;
      }
    }
    double error = 5 / Math.sqrt(n);
    assertThat(moments[1]).isCloseTo(0, within(error));
    assertThat(moments[2]).isCloseTo(1, within(error * Math.sqrt(2)));
    assertThat(moments[3]).isCloseTo(0, within(error * Math.sqrt(15)));
    assertThat(moments[4]).isCloseTo(3, within(error * Math.sqrt(96)));
    for (Map.Entry<Double, Double> below : BELOW.entrySet()) {
      double share = shareBelow(drawn, below.getKey());
      double p = below.getValue();
      assertThat(share).isCloseTo(p, within(5 * Math.sqrt(p * (1 - p) / n)));
    }
  }

  @Test
  void draw_neighboursInTheRow_areNotCorrelated() {
    float[] drawn = draw(List.of(40), 5_001, 0);
    for (int lag : new int[] {1, 2, D, 5_001 * D / 2 + 1}) {
      double product = 0;
      for (int i = lag; i < drawn.length; i++) {
        product += (double) drawn[i] * drawn[i - lag] / drawn.length;
      }
      assertThat(product).as("lag %s", lag).isCloseTo(0, within(5 / Math.sqrt(drawn.length)));
    }
  }

  @Test
  void draw_ofATimestep_isTheSameInAnyGroup() {
    float[] whole = draw(List.of(6), 7, 0);
    float[] parted = draw(List.of(1, 1), 7, 2, 5);
    assertThat(Arrays.copyOfRange(whole, 2 * 7 * D, 3 * 7 * D))
        .isEqualTo(Arrays.copyOfRange(parted, 0, 7 * D));
    assertThat(Arrays.copyOfRange(whole, 5 * 7 * D, 6 * 7 * D))
        .isEqualTo(Arrays.copyOfRange(parted, 7 * D, 2 * 7 * D));
  }

  private static double shareBelow(float[] drawn, double bound) {
    int below = 0;
    for (float x : drawn) {
      below += x < bound ? 1 : 0;
    }
    return (double) below / drawn.length;
  }

  private static float[] draw(List<Integer> runs, int rows, long... first) {
    TensorFlowRuntime.start();
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      NamedOperands arguments =
          new NamedOperands(Map.of("seed", tf.constant(9L), "first", tf.constant(first)));
      Operand<TFloat32> like = tf.constant(new float[rows][D]);
      Operand<TFloat32> drawn = CounterNormals.draw(tf, runs, like, arguments, tf.constant(3L));
      try (Session session = new Session(graph);
          Result result = session.runner().fetch(drawn).run()) {
        float[] numbers = new float[runs.stream().mapToInt(Integer::intValue).sum() * rows * D];
        ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(numbers);
        return numbers;
      }
    }
  }
}
