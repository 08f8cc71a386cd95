package io.scorestream.trainer.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.diffusion.process.Seeds;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeDetectorTest {

  private static final int BEFORE = 60;

  /** Means of 128 exponential numbers: skewed, as losses are. */
  private static DoubleSupplier blocks(RandomGenerator rng) {
    return () -> {
      double sum = 0;
      for (int i = 0; i < BlockPlan.SIZE; i++) {
        sum += rng.nextExponential();
      }
      return sum / BlockPlan.SIZE;
    };
  }

  @Test
  void steadyStream_raisesAlmostNoAlarm() {
    int alarms = 0;
    int values = 0;
    for (int stream = 0; stream < 200; stream++) {
      DoubleSupplier blocks = blocks(Seeds.generator(stream));
      ChangeDetector detector = ChangeDetector.fresh();
      for (int i = 0; i < 500; i++, values++) {
        detector = detector.next(blocks.getAsDouble());
        if (detector.hasChanged()) {
          alarms++;
          detector = ChangeDetector.fresh();
        }
      }
    }
    assertThat(values).isEqualTo(100_000);
    assertThat(alarms).as("false alarms in 10^5 values").isLessThanOrEqualTo(5);
  }

  /** One deviation of a block mean is 1/sqrt(128) = 0.088. */
  @ParameterizedTest
  @CsvSource({"0.265, 15", "0.177, 40", "-0.265, 15"})
  void shift_isFoundSoon(double shift, int within) {
    for (int stream = 0; stream < 20; stream++) {
      DoubleSupplier blocks = blocks(Seeds.generator(stream, 1));
      ChangeDetector detector = ChangeDetector.fresh();
      for (int i = 0; i < BEFORE; i++) {
        detector = detector.next(blocks.getAsDouble());
      }
      assertThat(detector.hasChanged()).isFalse();
      int delay = 0;
      while (!detector.hasChanged()) {
        detector = detector.next(blocks.getAsDouble() + shift);
        delay++;
        assertThat(delay).as("values until stream %d's shift is found", stream).isLessThan(within);
      }
    }
  }

  @Test
  void oneOutlier_isNoChange() {
    ChangeDetector detector = ChangeDetector.fresh();
    DoubleSupplier blocks = blocks(Seeds.generator(3));
    for (int i = 0; i < BEFORE; i++) {
      detector = detector.next(i == 40 ? 1e6 : blocks.getAsDouble());
      assertThat(detector.hasChanged()).isFalse();
    }
  }

  @Test
  void constantValues_areNoChange() {
    ChangeDetector detector = ChangeDetector.fresh();
    for (int i = 0; i < BEFORE; i++) {
      detector = detector.next(0.25);
    }
    assertThat(detector.statistic()).isZero();
  }

  @Test
  void newModel_otherLosses_keepTheSumsAndCompareAnew() {
    DoubleSupplier blocks = blocks(Seeds.generator(5));
    ChangeDetector detector = ChangeDetector.fresh();
    for (int i = 0; i < BEFORE; i++) {
      detector = detector.next(blocks.getAsDouble());
    }
    ChangeDetector next = detector.onNewModel();
    assertThat(next.statistic()).isEqualTo(detector.statistic());
    for (int i = 0; i < BEFORE; i++) {
      next = next.next(7 + blocks.getAsDouble());
    }
    assertThat(next.hasChanged()).isFalse();
  }
}
