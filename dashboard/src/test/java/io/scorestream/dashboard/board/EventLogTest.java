package io.scorestream.dashboard.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventLogTest {

  private final EventLog log = new EventLog();

  private void add(long second, @Nullable String run) {
    log.add(
        Entry.of(
            Instant.ofEpochSecond(second),
            run,
            Entry.Kind.COMMAND,
            String.valueOf(second),
            null,
            null));
  }

  private List<String> texts(@Nullable String run, @Nullable Long after, int limit) {
    return log.newest(run, after, limit).stream().map(Entry::text).toList();
  }

  @Test
  void entries_comeTheNewestFirst_howeverTheyCameIn() {
    add(2, "a");
    add(3, "b");
    add(1, "a");

    assertThat(texts(null, null, 10)).containsExactly("3", "2", "1");
    assertThat(texts("a", null, 10)).containsExactly("2", "1");
  }

  /** An evaluator's numbers have the time of the milestone that they are of. */
  @Test
  void whatComesOfAMilestone_isBehindIt_howeverTheyCameIn() {
    for (Entry.Kind kind :
        List.of(Entry.Kind.FORECAST, Entry.Kind.EVALUATED, Entry.Kind.MILESTONE)) {
      log.add(Entry.of(Instant.EPOCH, "a", kind, kind.name(), null, null));
    }

    assertThat(texts(null, null, 10)).containsExactly("FORECAST", "EVALUATED", "MILESTONE");
  }

  @Test
  void pages_meet() {
    for (long second = 1; second <= 5; second++) {
      add(second, "a");
    }
    List<Entry> first = log.newest(null, null, 2);

    assertThat(texts(null, first.get(1).number(), 2)).containsExactly("3", "2");
    assertThat(texts(null, 12_345L, 2)).isEmpty();
  }

  @Test
  void log_isBounded_andForgetsTheOldest() {
    for (long second = 1; second <= EventLog.MOST + 10; second++) {
      add(second, null);
    }
    add(1, "too old");

    List<Entry> all = log.newest(null, null, 2 * EventLog.MOST);
    assertThat(all).hasSize(EventLog.MOST);
    assertThat(all.get(EventLog.MOST - 1).text()).isEqualTo("11");
    assertThat(log.newest("too old", null, 1)).isEmpty();
  }

  @Test
  void renumbered_theOldestIsTheFirst() {
    add(2, null);
    add(1, null);
    log.renumber();
    add(3, null);

    assertThat(log.newest(null, null, 10)).extracting(Entry::number).containsExactly(3L, 2L, 1L);
  }
}
