package io.scorestream.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HoldOutTest {

  private final HoldOut fifth = new HoldOut(0.2, 7);

  @Test
  void share_isTheFraction() {
    long held = LongStream.range(0, 20_000).filter(i -> fifth.holdsOut("usps", i)).count();
    assertThat(held / 20_000.0).isCloseTo(0.2, within(0.01));
  }

  @Test
  void choice_dependsOnSourceAndSalt() {
    HoldOut other = new HoldOut(0.2, 8);
    long same =
        LongStream.range(0, 5_000)
            .filter(i -> fifth.holdsOut("usps", i) == other.holdsOut("usps", i))
            .count();
    assertThat(same / 5_000.0).as("two independent choices agree on 0.68").isBetween(0.64, 0.72);
    assertThat(LongStream.range(0, 100).map(i -> fifth.holdsOut("a", i) ? 1 : 0).toArray())
        .isNotEqualTo(LongStream.range(0, 100).map(i -> fifth.holdsOut("b", i) ? 1 : 0).toArray());
  }

  @Test
  void choice_staysAcrossReleases() {
    assertThat(LongStream.range(0, 40).filter(i -> fifth.holdsOut("usps", i)).toArray())
        .containsExactly(2, 5, 7, 13, 15, 19, 23, 27, 39);
  }

  @Test
  void samplesForHeldOut_countsUntilEnoughAreHeldOut() {
    assertThat(fifth.samplesForHeldOut("usps", 0)).isZero();
    assertThat(fifth.samplesForHeldOut("usps", 4)).isEqualTo(14);
    assertThatThrownBy(() -> new HoldOut(0, 7).samplesForHeldOut("usps", 1))
        .hasMessageContaining("no sample is held out");
  }

  @Test
  void samplesFor_countsUntilEnoughAreKept() {
    long sent = fifth.samplesFor("usps", 256);
    assertThat(LongStream.range(0, sent).filter(i -> !fifth.holdsOut("usps", i)).count())
        .isEqualTo(256);
    assertThat(fifth.holdsOut("usps", sent - 1)).isFalse();
  }

  @Test
  void fraction_outsideRangeIsRefused() {
    assertThatThrownBy(() -> new HoldOut(1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1.0");
  }
}
