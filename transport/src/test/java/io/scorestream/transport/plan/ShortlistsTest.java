package io.scorestream.transport.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ShortlistsTest {
  private static final int TARGETS = 200;

  /** Roots are taken of few squares only, where costs are worked out anew. */
  @Test
  void renew_costsThatAreRoots_listsWhatCostsInMemoryDo() {
    RandomGenerator rng = new SplittableRandom(3);
    double[][] sources = points(50, rng);
    double[][] targets = points(TARGETS, rng);
    double[] potentials = rng.doubles(TARGETS, -1, 1).toArray();
    Costs workedOut = new PointCosts(sources, targets, GroundCost.DISTANCE);
    Costs stored = new StoredCosts(PointCosts.matrix(sources, targets, GroundCost.DISTANCE));
    Shortlists one = new Shortlists(workedOut, sources.length, potentials, 8);
    Shortlists other = new Shortlists(stored, sources.length, potentials, 8);
    for (int turn = 0; turn < 5; turn++) {
      for (int i = 0; i < sources.length; i++) {
        one.renew(i, turn == 3);
        other.renew(i, turn == 3);
        assertThat(one.targets(i)).isEqualTo(other.targets(i));
        assertThat(one.prices(i)).isEqualTo(other.prices(i));
        assertThat(one.bound(i))
            .isEqualTo(other.bound(i))
            .isEqualTo(greatestOf(one, i, potentials));
      }
      Arrays.setAll(potentials, j -> potentials[j] - rng.nextDouble());
    }
  }

  private static double greatestOf(Shortlists lists, int i, double[] potentials) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int slot = 0; slot < lists.targets(i).length; slot++) {
      greatest = Math.max(greatest, lists.prices(i)[slot] - potentials[lists.targets(i)[slot]]);
    }
    return greatest;
  }

  private static double[][] points(int count, RandomGenerator rng) {
    double[][] points = new double[count][2];
    for (double[] point : points) {
      Arrays.setAll(point, k -> rng.nextGaussian());
    }
    return points;
  }
}
