package io.scorestream.service.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Which partitions stand still: records are there beyond the last committed one, and that has not
 * moved for a while. For one thread.
 */
final class Standstills {

  /**
   * Where a partition ends.
   *
   * @param committed for who reads committed records: before the first open transaction
   * @param all for who reads all
   */
  record Ends(long committed, long all) {}

  /**
   * What a look brought.
   *
   * @param found partitions that are found to stand still, each once, and for how long by now
   * @param gone those that were found before and go on
   * @param now all that stand still
   */
  record News(
      Map<TopicPartition, Duration> found, Set<TopicPartition> gone, Set<TopicPartition> now) {

    /** How many of a topic stand still. */
    long all(String topic) {
      return now.stream().filter(partition -> partition.topic().equals(topic)).count();
    }
  }

  private final Duration patience;
  private final Map<TopicPartition, Since> behind = new HashMap<>();
  private Set<TopicPartition> told = Set.of();

  private record Since(long committed, long nanos) {}

  /**
   * @param patience how long a partition may stand still before it counts
   */
  Standstills(Duration patience) {
    this.patience = patience;
  }

  /**
   * Takes the ends as they are now.
   *
   * @param nanos the time, as of {@link System#nanoTime}
   */
  News look(Map<TopicPartition, Ends> ends, long nanos) {
    Map<TopicPartition, Duration> still = new LinkedHashMap<>();
    ends.forEach(
        (partition, end) -> {
          @Nullable Since since = behind.get(partition);
          if (end.committed() >= end.all()) {
            behind.remove(partition);
          } else if (since == null || since.committed() != end.committed()) {
            behind.put(partition, new Since(end.committed(), nanos));
          } else if (nanos - since.nanos() >= patience.toNanos()) {
            still.put(partition, Duration.ofNanos(nanos - since.nanos()));
          }
        });
    Set<TopicPartition> gone =
        told.stream().filter(it -> !still.containsKey(it)).collect(Collectors.toSet());
    Map<TopicPartition, Duration> found = new LinkedHashMap<>(still);
    found.keySet().removeAll(told);
    told = Set.copyOf(still.keySet());
    return new News(found, gone, told);
  }
}
