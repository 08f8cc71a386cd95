package io.scorestream.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExponentialsTest {

  /** From numbers next to 0 to those at the end of the range, equally many of each magnitude. */
  @Test
  void replace_anyNumberOfTheRange_isItsExponentialWithinTheError() {
    SplittableRandom random = new SplittableRandom(1);
    double[] numbers =
        random
            .doubles(1_000_000, Math.log(1e-18), Math.log(-Exponentials.LEAST))
            .map(logarithm -> -Math.exp(logarithm))
            .toArray();
    assertWithinTheError(numbers);
  }

  @Test
  void replace_evenlySpacedNumbers_areTheirExponentialsWithinTheError() {
    double[] numbers = new double[700_001];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = -i * 1e-3;
    }
    assertWithinTheError(numbers);
  }

  private static void assertWithinTheError(double[] numbers) {
    double[] powers = numbers.clone();
    Exponentials.replace(powers, powers.length);
    for (int i = 0; i < numbers.length; i++) {
      double exact = StrictMath.exp(numbers[i]);
      if (!(Math.abs(powers[i] - exact) <= Exponentials.ERROR * exact)) {
        assertThat(powers[i]).as("e^%s", numbers[i]).isEqualTo(exact);
      }
    }
  }

  @Test
  void replace_atTheEdges_isOneAtZeroAndNothingButAboveZeroFarBelow() {
    double[] numbers = {0, -0.0, Double.NEGATIVE_INFINITY, -1e300, Double.NaN};
    Exponentials.replace(numbers, numbers.length);
    assertThat(numbers[0]).isEqualTo(1);
    assertThat(numbers[1]).isEqualTo(1);
    assertThat(numbers[2]).isEqualTo(numbers[3]).isBetween(Double.MIN_NORMAL, 1e-303);
    assertThat(numbers[4]).isNaN();
  }

  @Test
  void replace_firstNumbers_leavesTheOthers() {
    double[] numbers = {-1, -1, -1};
    Exponentials.replace(numbers, 2);
    assertThat(numbers[0]).isEqualTo(numbers[1]).isNotEqualTo(-1);
    assertThat(numbers[2]).isEqualTo(-1);
  }
}
