package io.scorestream.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.service.kafka.Standstills.Ends;
import io.scorestream.service.kafka.Standstills.News;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class StandstillsTest {

  private static final TopicPartition A = new TopicPartition("t", 0);
  private static final TopicPartition B = new TopicPartition("t", 1);

  private final Standstills standstills = new Standstills(Duration.ofSeconds(60));
  private final Map<TopicPartition, Ends> ends = new HashMap<>();

  @Test
  void partition_thatDoesNotMoveForAWhile_isToldOfOnce_andWhenItGoesOn() {
    ends.put(A, new Ends(5, 9));
    ends.put(B, new Ends(7, 7));
    assertThat(look(0).found()).isEmpty();
    assertThat(look(59).found()).isEmpty();
    assertThat(look(60).found()).containsExactly(Map.entry(A, Duration.ofSeconds(60)));
    ends.put(A, new Ends(5, 20));
    News still = look(90);
    assertThat(still.found()).isEmpty();
    assertThat(still.all("t")).isEqualTo(1);
    assertThat(still.all("u")).isZero();
    ends.put(A, new Ends(20, 20));
    assertThat(look(120).gone()).containsExactly(A);
    assertThat(look(150)).isEqualTo(new News(Map.of(), Set.of(), Set.of()));
  }

  /** One transaction after the other is what every partition has. */
  @Test
  void partition_thatMoves_isNeverToldOf() {
    for (int second = 0; second < 600; second += 30) {
      ends.put(A, new Ends(second, second + 4));
      assertThat(look(second).now()).isEmpty();
    }
  }

  @Test
  void partition_thatCatchesUpInBetween_beginsAnew() {
    ends.put(A, new Ends(5, 9));
    look(0);
    ends.put(A, new Ends(5, 5));
    look(30);
    ends.put(A, new Ends(5, 9));
    assertThat(look(60).found()).isEmpty();
    assertThat(look(119).found()).isEmpty();
    assertThat(look(120).found()).containsOnlyKeys(A);
  }

  private News look(long seconds) {
    return standstills.look(ends, Duration.ofSeconds(seconds).toNanos());
  }
}
