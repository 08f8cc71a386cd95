package io.scorestream.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShuffledPassesTest {

  private static final int[] ROWS = IntStream.range(0, 10).map(i -> 3 * i).toArray();

  @Test
  void next_everyPass_hasEveryRowOnceThoughBatchesSpanPasses() {
    int[] drawn = drawn(ROWS, 1, 4, 25);
    for (int pass = 0; pass < 10; pass++) {
      int[] rows = Arrays.copyOfRange(drawn, 10 * pass, 10 * pass + 10);
      assertThat(rows).containsExactlyInAnyOrder(ROWS);
    }
  }

  @Test
  void next_passes_haveOrdersOfTheirOwn() {
    int[] drawn = drawn(ROWS, 1, 10, 3);
    assertThat(Arrays.copyOfRange(drawn, 0, 10))
        .isNotEqualTo(Arrays.copyOfRange(drawn, 10, 20))
        .isNotEqualTo(ROWS);
  }

  @Test
  void next_sameSeed_repeats() {
    assertThat(drawn(ROWS, 5, 3, 20)).isEqualTo(drawn(ROWS, 5, 3, 20));
    assertThat(drawn(ROWS, 5, 3, 20)).isNotEqualTo(drawn(ROWS, 6, 3, 20));
  }

  /** Each of the six orders of three rows comes about equally often. */
  @Test
  void next_orders_areUniform() {
    int passes = 6_000;
    int[] drawn = drawn(new int[] {0, 1, 2}, 9, 3, passes);
    Map<Integer, Integer> counts = new HashMap<>();
    for (int i = 0; i < drawn.length; i += 3) {
      counts.merge(100 * drawn[i] + 10 * drawn[i + 1] + drawn[i + 2], 1, Integer::sum);
    }
    assertThat(counts).hasSize(6);
    assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(870, 1_130));
  }

  private static int[] drawn(int[] rows, long seed, int batchSize, int batches) {
    ShuffledPasses passes = new ShuffledPasses(rows.clone(), seed);
    int[] drawn = new int[batchSize * batches];
    int[] batch = new int[batchSize];
    for (int i = 0; i < batches; i++) {
      passes.next(batch);
      System.arraycopy(batch, 0, drawn, i * batchSize, batchSize);
    }
    return drawn;
  }
}
