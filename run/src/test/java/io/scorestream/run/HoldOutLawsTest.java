package io.scorestream.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.diffusion.process.Seeds;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** What the hold-out rule obeys, for random sources, salts and fractions. */
class HoldOutLawsTest {
  private static final int CASES = 50;

  @RepeatedTest(CASES)
  void samplesFor_isTheFewestOfWhichSoManyAreKept(RepetitionInfo repetition) {
    RandomGenerator rng = Seeds.generator(1, repetition.getCurrentRepetition());
    HoldOut holdOut = new HoldOut(rng.nextDouble(0, 0.9), rng.nextLong());
    String source = "source-" + rng.nextInt();
    long m = 1L + rng.nextInt(500);
    long samples = holdOut.samplesFor(source, m);
    assertThat(holdOut.keptOf(source, samples)).isEqualTo(m);
    assertThat(holdOut.keptOf(source, samples - 1)).isEqualTo(m - 1);
  }

  /** So that a run with a larger fraction never trains on what one with a smaller held out. */
  @RepeatedTest(CASES)
  void largerFraction_holdsOutAllThatASmallerDoes(RepetitionInfo repetition) {
    RandomGenerator rng = Seeds.generator(2, repetition.getCurrentRepetition());
    double small = rng.nextDouble(0, 0.5);
    long salt = rng.nextLong();
    HoldOut less = new HoldOut(small, salt);
    HoldOut more = new HoldOut(rng.nextDouble(small, 0.99), salt);
    for (long sequence = 0; sequence < 500; sequence++) {
      assertThat(less.holdsOut("s", sequence) && !more.holdsOut("s", sequence)).isFalse();
    }
  }
}
