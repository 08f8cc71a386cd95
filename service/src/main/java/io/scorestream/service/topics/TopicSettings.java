package io.scorestream.service.topics;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_COMPACT;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_DELETE;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;

import io.scorestream.service.kafka.TopicLayout;
import io.scorestream.topics.Spread;
import io.scorestream.topics.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A topic as a cluster has it, judged by what the catalogue asks for: settings that keep more than
 * that, or do no harm, are right; those that would lose records or refuse them are not. Pure.
 *
 * @param layout its partitions and their copies
 * @param values its settings, by name
 */
record TopicSettings(TopicLayout layout, Map<String, String> values) {

  /** Kafka's word for "without end", where a setting is a number. */
  private static final String UNLIMITED = "-1";

  /** What each setting that does harm would do; empty where the topic serves. */
  List<String> harms(Topic topic) {
    List<String> harms = new ArrayList<>();
    if (topic.spread() == Spread.SINGLE && layout.partitions() != 1) {
      harms.add(
          "it has %s partitions, and its records have one order only in a single one"
              .formatted(layout.partitions()));
    }
    int inSync = Integer.parseInt(values.getOrDefault(MIN_IN_SYNC_REPLICAS_CONFIG, "1"));
    if (inSync > layout.replicas()) {
      harms.add(
          "%s is %s, but partitions have %s replicas: nothing can be written"
              .formatted(MIN_IN_SYNC_REPLICAS_CONFIG, inSync, layout.replicas()));
    }
    new TreeMap<>(topic.settings())
        .forEach(
            (name, wanted) ->
                harm(name, wanted)
                    .ifPresent(
                        does ->
                            harms.add(
                                "%s is %s instead of %s: %s"
                                    .formatted(name, values.get(name), wanted, does))));
    return List.copyOf(harms);
  }

  private Optional<String> harm(String name, String wanted) {
    return switch (name) {
      case CLEANUP_POLICY_CONFIG -> cleanup(wanted);
      case RETENTION_MS_CONFIG, RETENTION_BYTES_CONFIG ->
          fewer(name, wanted, "records are deleted that should be kept");
      case MIN_COMPACTION_LAG_MS_CONFIG ->
          fewer(name, wanted, "records go that readers may still need");
      case MAX_MESSAGE_BYTES_CONFIG ->
          fewer(name, wanted, "records of up to " + wanted + " bytes are refused");
      // Whose clock stamps records matters to retention only, which samples have none of.
      case MESSAGE_TIMESTAMP_TYPE_CONFIG -> Optional.empty();
      default -> when(!wanted.equals(values.get(name)), "it must be " + wanted);
    };
  }

  private Optional<String> cleanup(String wanted) {
    Set<String> policies =
        Set.of(values.getOrDefault(CLEANUP_POLICY_CONFIG, "").split("\\s*,\\s*"));
    Set<String> asked = Set.of(wanted.split(",", -1));
    if (policies.contains(CLEANUP_POLICY_DELETE)
        && !asked.contains(CLEANUP_POLICY_DELETE)
        && !keepsAll()) {
      return Optional.of("the newest record of a key is deleted when its retention is over");
    }
    return when(
        policies.contains(CLEANUP_POLICY_COMPACT) && !asked.contains(CLEANUP_POLICY_COMPACT),
        "only the newest record of each key is kept");
  }

  private boolean keepsAll() {
    return Stream.of(RETENTION_MS_CONFIG, RETENTION_BYTES_CONFIG)
        .allMatch(name -> UNLIMITED.equals(values.get(name)));
  }

  private Optional<String> fewer(String name, String wanted, String harm) {
    return when(amount(values.get(name)) < amount(wanted), harm);
  }

  private static Optional<String> when(boolean harmful, String harm) {
    return harmful ? Optional.of(harm) : Optional.empty();
  }

  /** A setting that the cluster does not show counts as the least. */
  private static long amount(@Nullable String value) {
    return value == null ? 0 : value.equals(UNLIMITED) ? Long.MAX_VALUE : Long.parseLong(value);
  }
}
