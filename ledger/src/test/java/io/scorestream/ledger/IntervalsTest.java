package io.scorestream.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.ledger.Intervals.Range;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntervalsTest {

  @Test
  void ranges_thatMeet_areOne() {
    Intervals intervals = new Intervals();
    intervals.add(0, 5);
    intervals.add(7, 9);
    intervals.add(5, 7);
    assertThat(intervals.within(0, 100)).containsExactly(new Range(0, 9));
  }

  @Test
  void parts_areThoseOfTheNumbersThatWereAdded() {
    Random random = new Random(1);
    Intervals intervals = new Intervals();
    BitSet numbers = new BitSet();
    for (int round = 0; round < 200; round++) {
      int from = random.nextInt(500);
      int to = from + random.nextInt(20);
      intervals.add(from, to);
      numbers.set(from, to);
      assertThat(intervals.size()).isEqualTo(numbers.cardinality());
      int low = random.nextInt(500);
      int high = low + random.nextInt(100);
      BitSet in = new BitSet();
      intervals.within(low, high).forEach(it -> in.set((int) it.from(), (int) it.to()));
      BitSet out = new BitSet();
      intervals.without(low, high).forEach(it -> out.set((int) it.from(), (int) it.to()));
      for (int number = low; number < high; number++) {
        assertThat(in.get(number)).isEqualTo(numbers.get(number));
        assertThat(out.get(number)).isNotEqualTo(numbers.get(number));
      }
      assertThat(in.cardinality() + out.cardinality()).isEqualTo(high - low);
    }
  }

  @Test
  void hashedSet_tellsWhatWasAdded() {
    HashedSet set = new HashedSet();
    for (int i = 0; i < 5_000; i++) {
      assertThat(set.add("text " + i)).isTrue();
      assertThat(set.add("text " + i)).isFalse();
    }
    assertThat(set.contains("text 4999")).isTrue();
    assertThat(set.contains("text 5000")).isFalse();
  }
}
