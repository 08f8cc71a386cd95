package io.scorestream.run.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.rows.Rows;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** There and back, for random data of coordinates that have little in common. */
class StandardiserLawsTest {
  private static final int CASES = 50;

  private static Rows samples(RandomGenerator rng, int dimension) {
    Rows samples = Rows.zeros(2 + rng.nextInt(60), dimension);
    double[] centre = rng.doubles(dimension, -100, 100).toArray();
    double[] spread = rng.doubles(dimension, -3, 3).map(Math::exp).toArray();
    for (int i = 0; i < samples.numbers().length; i++) {
      int k = i % dimension;
      samples.numbers()[i] = (float) (centre[k] + spread[k] * rng.nextGaussian());
    }
    return samples;
  }

  @RepeatedTest(CASES)
  void restore_bringsBackWhatWasStandardised(RepetitionInfo repetition) {
    RandomGenerator rng = Seeds.generator(1, repetition.getCurrentRepetition());
    int dimension = 1 + rng.nextInt(12);
    Rows samples = samples(rng, dimension);
    Standardiser fitted = Fits.common(samples);
    Rows there = fitted.restore(fitted.standardise(samples, rng));
    assertThat(there.numbers()).containsExactly(samples.numbers(), within(2e-3f));
  }

  @RepeatedTest(CASES)
  void event_standardisesInTheSameBits(RepetitionInfo repetition) {
    RandomGenerator rng = Seeds.generator(2, repetition.getCurrentRepetition());
    int dimension = 1 + rng.nextInt(12);
    Rows samples = samples(rng, dimension);
    Standardiser fitted = Fits.common(samples);
    Standardiser again = Standardiser.of(List.of(), fitted.toEvent());
    assertThat(again.standardise(samples, rng)).isEqualTo(fitted.standardise(samples, rng));
  }
}
