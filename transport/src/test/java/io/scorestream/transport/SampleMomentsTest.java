package io.scorestream.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.rows.Rows;
import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleMomentsTest {

  /**
   * Of counts that fill lanes and blocks, and one more or less; near the origin and far from it.
   */
  @ParameterizedTest
  @CsvSource({"2, 0", "127, 0", "256, 0", "257, 0", "1024, 0", "1025, 0", "5000, 0", "5000, 3e4"})
  void of_anyCount_isThatOfExactArithmetic(int count, float shift) {
    Rows points = Draws.gaussian(count, 3, shift, count);
    SampleMoments moments = SampleMoments.of(points);
    for (int i = 0; i < 3; i++) {
      assertThat(moments.origin()[i] + moments.mean()[i])
          .isCloseTo(mean(points, i).doubleValue(), within(1e-15 * (1 + shift)));
      for (int j = 0; j < 3; j++) {
        assertThat(moments.covariance()[3 * i + j])
            .isCloseTo(covariance(points, i, j), within(1e-15));
      }
    }
  }

  private static BigDecimal mean(Rows points, int k) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int row = 0; row < points.count(); row++) {
      sum = sum.add(new BigDecimal(points.at(row, k)));
    }
    return sum.divide(BigDecimal.valueOf(points.count()), MathContext.DECIMAL128);
  }

  private static double covariance(Rows points, int i, int j) {
    BigDecimal meanI = mean(points, i);
    BigDecimal meanJ = mean(points, j);
    BigDecimal sum = BigDecimal.ZERO;
    for (int row = 0; row < points.count(); row++) {
      BigDecimal fromI = new BigDecimal(points.at(row, i)).subtract(meanI);
      BigDecimal fromJ = new BigDecimal(points.at(row, j)).subtract(meanJ);
      sum = sum.add(fromI.multiply(fromJ), MathContext.DECIMAL128);
    }
    return sum.divide(BigDecimal.valueOf(points.count() - 1L), MathContext.DECIMAL128)
        .doubleValue();
  }
}
