package io.scorestream.ledger;

import io.scorestream.events.ServiceActivity;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Which services say that they are at work. Owned by one thread. */
final class Workers {

  /** Services at work say so several times a second, but for single long steps. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final long now;
  private final Map<String, String> working = new HashMap<>();

  /**
   * @param now milliseconds since 1970
   */
  Workers(long now) {
    this.now = now;
  }

  /** Takes what a service said of itself, in the order of the topic. */
  void take(ConsumerRecord<String, byte[]> record, @Nullable ServiceActivity activity) {
    if (activity == null) {
      return;
    }
    boolean isFresh = now - record.timestamp() < FRESH.toMillis();
    if (isFresh && (activity.getBehind() > 0 || !activity.getPhase().equals("waiting"))) {
      working.put(record.key(), activity.getService());
    } else {
      working.remove(record.key());
    }
  }

  /** Names of the services of which an instance is at work. */
  Set<String> services() {
    return working.values().stream().collect(Collectors.toSet());
  }
}
