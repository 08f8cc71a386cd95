package io.scorestream.transport.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.transport.Draws;
import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ten thousand random problems: the least cost is JGraphT's, and the certificate says so too. */
class TransportPropertyTest {

  /** How the costs of a random problem come about. */
  enum Kind {
    POINTS {
      @Override
      double[][] costs(int n, int m, RandomGenerator rng) {
        return between(points(n, rng), points(m, rng));
      }

      private float[][] points(int count, RandomGenerator rng) {
        float[][] points = new float[count][3];
        for (float[] point : points) {
          for (int k = 0; k < 3; k++) {
            point[k] = (float) rng.nextGaussian();
          }
        }
        return points;
      }
    },
    DUPLICATE_POINTS {
      @Override
      double[][] costs(int n, int m, RandomGenerator rng) {
        return between(points(n, rng), points(m, rng));
      }

      private float[][] points(int count, RandomGenerator rng) {
        float[][] points = new float[count][2];
        for (float[] point : points) {
          point[0] = rng.nextInt(3);
          point[1] = rng.nextInt(2);
        }
        return points;
      }
    },
    TIES {
      @Override
      double[][] costs(int n, int m, RandomGenerator rng) {
        return filled(n, m, () -> rng.nextInt(4));
      }
    },
    EQUAL_COSTS {
      @Override
      double[][] costs(int n, int m, RandomGenerator rng) {
        int cost = rng.nextInt(3);
        return filled(n, m, () -> cost);
      }
    },
    UNEVEN_COSTS {
      @Override
      double[][] costs(int n, int m, RandomGenerator rng) {
        return filled(n, m, () -> Math.exp(2 * rng.nextGaussian()));
      }
    };

    abstract double[][] costs(int n, int m, RandomGenerator rng);

    private static double[][] between(float[][] x, float[][] y) {
      double[][] costs = new double[x.length][y.length];
      for (int i = 0; i < x.length; i++) {
        for (int j = 0; j < y.length; j++) {
          for (int k = 0; k < x[i].length; k++) {
            costs[i][j] += Math.pow((double) x[i][k] - y[j][k], 2);
          }
        }
      }
      return costs;
    }

    private static double[][] filled(int n, int m, DoubleSupplier cost) {
      double[][] costs = new double[n][m];
      for (double[] row : costs) {
        Arrays.setAll(row, j -> cost.getAsDouble());
      }
      return costs;
    }
  }

  private static final int REPETITIONS = 1000;

  @ParameterizedTest
  @EnumSource
  void equalWeightsAndSizes_costWhatTheBestAssignmentDoes(Kind kind) {
    for (int repetition = 0; repetition < REPETITIONS; repetition++) {
      RandomGenerator rng = Draws.generator(1, kind.name().hashCode(), repetition);
      int n = 1 + rng.nextInt(25);
      double[][] costs = kind.costs(n, n, rng);
      TransportPlan plan = ExactTransport.plan(costs, Plans.equal(n), Plans.equal(n));
      Plans.requireOptimal(plan, Plans.equal(n), Plans.equal(n));
      double least = Oracle.assignment(costs) / n;
      assertThat(plan.cost()).isCloseTo(least, within(1e-9 * (1 + Math.abs(least))));
    }
  }

  @ParameterizedTest
  @EnumSource
  void unequalWeightsAndSizes_costWhatTheBestFlowDoes(Kind kind) {
    for (int repetition = 0; repetition < REPETITIONS; repetition++) {
      RandomGenerator rng = Draws.generator(2, kind.name().hashCode(), repetition);
      int[] supply = masses(1 + rng.nextInt(20), rng);
      int[] demand = masses(1 + rng.nextInt(30), rng);
      balance(supply, demand);
      double[][] costs = kind.costs(supply.length, demand.length, rng);
      double[] supplyWeights = Arrays.stream(supply).asDoubleStream().toArray();
      double[] demandWeights = Arrays.stream(demand).asDoubleStream().toArray();
      TransportPlan plan = ExactTransport.plan(costs, supplyWeights, demandWeights);
      Plans.requireOptimal(plan, supplyWeights, demandWeights);
      double least = Oracle.flow(costs, supply, demand) / Arrays.stream(supply).sum();
      assertThat(plan.cost()).isCloseTo(least, within(1e-9 * (1 + Math.abs(least))));
    }
  }

  private static int[] masses(int count, RandomGenerator rng) {
    int[] masses = new int[count];
    Arrays.setAll(masses, i -> rng.nextInt(3) == 0 ? rng.nextInt(20) : rng.nextInt(3));
    masses[0]++;
    return masses;
  }

  private static void balance(int[] supply, int[] demand) {
    int missing = Arrays.stream(supply).sum() - Arrays.stream(demand).sum();
    if (missing > 0) {
      demand[demand.length - 1] += missing;
    } else {
      supply[supply.length - 1] -= missing;
    }
  }
}
