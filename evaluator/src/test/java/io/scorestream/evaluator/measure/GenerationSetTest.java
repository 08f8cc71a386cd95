package io.scorestream.evaluator.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.evaluator.Fixtures;
import io.scorestream.events.GenerationBatch;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import java.util.List;
import org.junit.jupiter.api.Test;

class GenerationSetTest {

  private final Run run = new Run(Fixtures.known("r", Fixtures.standardNormal()));
  private final GenerationBatch first = Fixtures.batch(run, 256, 0, 2, new float[] {1, 2});
  private final GenerationBatch second = Fixtures.batch(run, 256, 1, 2, new float[] {3, 4, 5, 6});

  @Test
  void of_batchesInAnyOrder_putsThemInTheirOwn() {
    GenerationSet set = GenerationSet.of(run, List.of(second, first));
    assertThat(set.points()).isEqualTo(Rows.of(new float[] {1, 2, 3, 4, 5, 6}, 2));
    assertThat(set.place()).isEqualTo(first.getOffsets());
  }

  @Test
  void checked_aBatchShorterThanItSays_isRefusedByName() {
    GenerationBatch wrong = GenerationBatch.newBuilder(second).setCount(3).build();
    assertThatThrownBy(() -> GenerationSet.checked(run, wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("generation batch 1 of run r, milestone 256 says 3 samples");
  }

  @Test
  void checked_aNumberThatIsNotFinite_isRefusedWithItsSample() {
    GenerationBatch wrong = Fixtures.batch(run, 256, 0, 1, new float[] {0, 0, 0, Float.NaN});
    assertThatThrownBy(() -> GenerationSet.checked(run, wrong))
        .hasMessageContaining("has NaN in sample 1");
  }

  @Test
  void checked_anotherSpecification_isRefused() {
    GenerationBatch wrong = GenerationBatch.newBuilder(first).setSpecHash("other").build();
    assertThatThrownBy(() -> GenerationSet.checked(run, wrong))
        .hasMessageContaining("another specification of run r");
  }
}
