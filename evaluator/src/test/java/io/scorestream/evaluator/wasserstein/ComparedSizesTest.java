package io.scorestream.evaluator.wasserstein;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComparedSizesTest {

  @Test
  void of_fewerTrainingSamples_takesEachEquallyOften() {
    assertThat(ComparedSizes.of(1_000, 256)).isEqualTo(new ComparedSizes(768, 256));
    assertThat(ComparedSizes.of(1_000, 999)).isEqualTo(new ComparedSizes(999, 999));
  }

  @Test
  void of_moreTrainingSamples_takesOneOrTwoForEachGeneration() {
    assertThat(ComparedSizes.of(1_000, 1_000)).isEqualTo(new ComparedSizes(1_000, 1_000));
    assertThat(ComparedSizes.of(1_000, 1_999)).isEqualTo(new ComparedSizes(1_000, 1_000));
    assertThat(ComparedSizes.of(500, 2_000)).isEqualTo(new ComparedSizes(500, 1_000));
  }
}
