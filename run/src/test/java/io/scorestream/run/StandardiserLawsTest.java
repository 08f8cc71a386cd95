package io.scorestream.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.diffusion.process.Seeds;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** There and back, for random data of coordinates that have little in common. */
class StandardiserLawsTest {
  private static final int CASES = 50;

  private static float[] samples(RandomGenerator rng, int dimension) {
    float[] samples = new float[dimension * (2 + rng.nextInt(60))];
    double[] centre = rng.doubles(dimension, -100, 100).toArray();
    double[] spread = rng.doubles(dimension, -3, 3).map(Math::exp).toArray();
    for (int i = 0; i < samples.length; i++) {
      int k = i % dimension;
      samples[i] = (float) (centre[k] + spread[k] * rng.nextGaussian());
    }
    return samples;
  }

  @RepeatedTest(CASES)
  void restore_bringsBackWhatWasStandardised(RepetitionInfo repetition) {
    RandomGenerator rng = Seeds.generator(1, repetition.getCurrentRepetition());
    int dimension = 1 + rng.nextInt(12);
    float[] samples = samples(rng, dimension);
    Standardiser fitted = Standardiser.fittedTo(samples, dimension);
    float[] there = samples.clone();
    fitted.standardise(there);
    fitted.restore(there);
    for (int i = 0; i < samples.length; i++) {
      assertThat(there[i]).isCloseTo(samples[i], within(2e-3f));
    }
  }

  @RepeatedTest(CASES)
  void event_standardisesInTheSameBits(RepetitionInfo repetition) {
    RandomGenerator rng = Seeds.generator(2, repetition.getCurrentRepetition());
    int dimension = 1 + rng.nextInt(12);
    float[] samples = samples(rng, dimension);
    Standardiser fitted = Standardiser.fittedTo(samples, dimension);
    float[] again = samples.clone();
    Standardiser.of(fitted.toEvent()).standardise(again);
    fitted.standardise(samples);
    assertThat(again).containsExactly(samples);
  }
}
