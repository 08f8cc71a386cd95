package io.scorestream.experiments.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.process.Seeds;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class RepetitionsTest {

  @Test
  void numbers_onAnyNumberOfThreads_areTheSameInTheSameOrder() {
    assertThat(onThreads(4)).containsExactly(onThreads(1));
  }

  private static double[] onThreads(int threads) {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(() -> Repetitions.numbers(500, i -> Seeds.generator(7, i).nextGaussian()))
          .join();
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void of_keepsTheOrderOfTheRepetitions() {
    assertThat(Repetitions.of(4, i -> "r" + i)).isEqualTo(List.of("r0", "r1", "r2", "r3"));
  }

  @Test
  void moments_ofNumbers_areTheTextbookOnes() {
    Moments moments = Moments.of(2, 4, 4, 6);

    assertThat(moments.mean()).isEqualTo(4);
    assertThat(moments.deviation()).isCloseTo(Math.sqrt(8 / 3.0), within(1e-12));
    assertThat(moments.standardError()).isCloseTo(Math.sqrt(8 / 3.0) / 2, within(1e-12));
  }
}
