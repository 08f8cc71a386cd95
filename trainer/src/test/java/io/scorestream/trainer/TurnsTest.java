package io.scorestream.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private record Part(String run, long next) {}

  private final Turns<Part> turns = new Turns<>(Part::run, Comparator.comparingLong(Part::next));

  private static final Part SLOW = new Part("slow", 1);
  private static final Part FAST = new Part("fast", 1);

  private Part turn(Part... ready) {
    return turns.next(List.of(ready)).orElseThrow();
  }

  @Test
  void nobodyReady_isNobodysTurn() {
    assertThat(turns.next(List.of())).isEmpty();
  }

  @Test
  void withinARun_theOneFurthestBehindComesFirst() {
    Part behind = new Part("slow", 0);
    assertThat(turn(SLOW, behind)).isEqualTo(behind);
  }

  /** Turns of one run take nine times as long as those of the other. */
  @Test
  void runsOfUnequalTurns_haveEqualTime() {
    Map<String, Long> time = new HashMap<>();
    for (int i = 0; i < 1_000; i++) {
      Part next = turn(SLOW, FAST);
      long took = next.equals(SLOW) ? 9 : 1;
      turns.took(next, took);
      time.merge(next.run(), took, Long::sum);
    }
    assertThat(time.getOrDefault("slow", 0L).doubleValue() / time.getOrDefault("fast", 0L))
        .isBetween(.95, 1.05);
  }

  @Test
  void runThatComesLater_neitherWaitsNorCatchesUp() {
    for (int i = 0; i < 100; i++) {
      turns.took(turn(SLOW), 10);
    }
    int later = 0;
    for (int i = 0; i < 20; i++) {
      Part next = turn(SLOW, FAST);
      later += next.equals(FAST) ? 1 : 0;
      turns.took(next, 10);
    }
    assertThat(later).isEqualTo(10);
  }
}
