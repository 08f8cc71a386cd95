package io.scorestream.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DistanceTest {

  @Test
  void ofSquare_isOffByTheFurtherOfItsEnds() {
    assertThat(Distance.ofSquare(4, 0, 5)).isEqualTo(new Distance(2, 1));
    assertThat(Distance.ofSquare(4, 3, 0)).isEqualTo(new Distance(2, 1));
    assertThat(Distance.ofSquare(1, 4, 0)).as("no square is below 0").isEqualTo(new Distance(1, 1));
    assertThat(Distance.ofSquare(4, 0, 0).bound()).isZero();
  }

  @Test
  void ofSum_isOffByARoundingOfTheWhole_forEachPart() {
    double one = Distance.ofSum(8, 1_000_000).bound();
    assertThat(one / (Distance.ROUNDOFF * 8 * 1_000_000)).isCloseTo(1, within(1e-3));
    assertThat(Distance.ofSum(8, 1).bound()).isGreaterThanOrEqualTo(Distance.ROUNDOFF * 8);
  }
}
