package io.scorestream.diffusion.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.rows.Rows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LawsTest {

  @ParameterizedTest
  @CsvSource({"gaussian, 2", "mixture, 2", "mixture-1d, 1", "ring, 2", "two-modes, 8"})
  void named_everyName_hasItsDimensionAndADescription(String name, int dimension) {
    assertThat(Laws.names()).contains(name).hasSize(5);
    assertThat(Laws.named(name).dimension()).isEqualTo(dimension);
    assertThat(Laws.description(name)).contains(dimension + " dimension");
  }

  @ParameterizedTest
  @CsvSource({
    "mixtur, mixture",
    "gausian, gaussian",
    "mixture1d, mixture-1d",
    "Ring, ring",
    "gau, ring"
  })
  void named_unknownName_isRefusedWithTheNearestAndAllNames(String wrong, String nearest) {
    assertThatThrownBy(() -> Laws.named(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no law is named '" + wrong + "'")
        .hasMessageContaining("did you mean '" + nearest + "'")
        .hasMessageContaining("gaussian, mixture, mixture-1d, ring, two-modes");
  }

  /** Networks and the end time T = 5 expect data of about zero mean and unit scale. */
  @ParameterizedTest
  @CsvSource({"mixture", "mixture-1d", "ring", "two-modes"})
  void named_everyMixture_isCentredAndOfUnitScale(String name) {
    Law law = Laws.named(name);
    int d = law.dimension();
    int n = 50_000;
    Rows rows = law.draw(n, Seeds.generator(8));
    for (int i = 0; i < d; i++) {
      double mean = 0;
      double square = 0;
      for (int row = 0; row < n; row++) {
        mean += rows.at(row, i) / (double) n;
        square += (double) rows.at(row, i) * rows.at(row, i) / n;
      }
      assertThat(mean).isCloseTo(0, within(0.1));
      assertThat(square - mean * mean).isCloseTo(1, within(0.15));
    }
  }

  @Test
  void mixture_theDefault_hasFullCovariancesAndUnequalWeights() {
    GaussianMixture law = (GaussianMixture) Laws.named("mixture");
    assertThat(law.components()).hasSize(5);
    assertThat(law.components()).anyMatch(component -> Math.abs(component.covariance()[1]) > 0.01);
    assertThat(law.weights()).doesNotContain(0.2);
  }
}
