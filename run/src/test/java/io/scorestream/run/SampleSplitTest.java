package io.scorestream.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.events.SampleHalf;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SampleSplitTest {

  private static final int ALL = 20_000;

  private final SampleSplit split = new SampleSplit(7);

  private boolean isFirst(long sequence) {
    return split.has(SampleHalf.FIRST, "usps", sequence);
  }

  private boolean isSecond(long sequence) {
    return split.has(SampleHalf.SECOND, "usps", sequence);
  }

  @Test
  void halves_haveEverySampleOnce_andAboutAsManyEach() {
    assertThat(LongStream.range(0, ALL)).allMatch(i -> isFirst(i) != isSecond(i));
    assertThat(LongStream.range(0, ALL)).allMatch(i -> split.has(SampleHalf.BOTH, "usps", i));
    long first = LongStream.range(0, ALL).filter(this::isFirst).count();
    assertThat(first / (double) ALL).isCloseTo(0.5, within(0.015));
  }

  /** Also with the same salt, which a run's hold-out and split have unless told otherwise. */
  @Test
  void halves_haveNothingToDoWithWhatIsHeldOut() {
    HoldOut holdOut = new HoldOut(0.2, 7);
    long held = LongStream.range(0, ALL).filter(i -> holdOut.holdsOut("usps", i)).count();
    long both =
        LongStream.range(0, ALL).filter(i -> holdOut.holdsOut("usps", i) && isFirst(i)).count();
    assertThat(both / (double) held).isCloseTo(0.5, within(0.03));
  }

  @Test
  void halves_dependOnSourceAndSalt() {
    SampleSplit other = new SampleSplit(8);
    long sameSalt =
        LongStream.range(0, ALL)
            .filter(i -> isFirst(i) == other.has(SampleHalf.FIRST, "usps", i))
            .count();
    long sameSource =
        LongStream.range(0, ALL)
            .filter(i -> isFirst(i) == split.has(SampleHalf.FIRST, "digits", i))
            .count();
    assertThat(sameSalt / (double) ALL).isCloseTo(0.5, within(0.015));
    assertThat(sameSource / (double) ALL).isCloseTo(0.5, within(0.015));
  }
}
