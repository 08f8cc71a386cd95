package io.scorestream.service.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What is said of Kafka's clients with {@code kafka.<name>}, for all of them, or with {@code
 * kafka.producer.<name>}, {@code kafka.consumer.<name>} and {@code kafka.admin.<name>} for those of
 * a kind. It replaces the services' own defaults. What the services' promises stand on is not the
 * user's to change, and is refused by name. Pure functions.
 */
public final class KafkaSettings {

  /** A kind of client. */
  public enum Client {
    PRODUCER,
    CONSUMER,
    ADMIN;

    private final String prefix = name().toLowerCase(Locale.ROOT) + ".";
  }

  /** What Kafka Streams puts before a name that is meant for some of its clients. */
  private static final Pattern PREFIX =
      Pattern.compile("^((main\\.|restore\\.|global\\.)?consumer|producer|admin)\\.");

  /**
   * A name that is not the user's.
   *
   * @param value the only one that is right; empty where the services give each client its own
   * @param reason what another would do
   */
  private record Fixed(String value, String reason) {

    boolean allows(String given) {
      return !value.isEmpty() && given.trim().equalsIgnoreCase(value);
    }

    String rule() {
      return (value.isEmpty() ? "is not for you to set: " : "must be " + value + ": ") + reason;
    }
  }

  private static final Map<String, Fixed> FIXED = new HashMap<>();

  static {
    fix("acks", "all", "what counts as written could be lost with a broker");
    fix("enable.idempotence", "true", "what is sent again could be written twice");
    fix("transactional.id", "it names the owner of what is written, and shuts out the one before");
    fix("isolation.level", "read_committed", "what was taken back would be read");
    fix("enable.auto.commit", "false", "a record would count as done before it is");
    fix("auto.offset.reset", "earliest", "the first records would be passed over");
    fix("processing.guarantee", "exactly_once_v2", "results could be written twice");
    fix("group.id", "groups are named after deployment and service, which access lists count on");
    fix("group.instance.id", "two processes of a service would shut each other out");
    fix("group.protocol", "classic", "work is handed over in the way of that protocol");
    fix("partition.assignment.strategy", "who has work must keep it while the rest is shared out");
    fix("client.id", "each client is named after what it does");
    fix("key.serializer", "keys are text");
    fix("key.deserializer", "keys are text");
    fix("value.serializer", "values are events");
    fix("value.deserializer", "values are events");
    fix("specific.avro.reader", "true", "values are read into generated classes");
    fix("bootstrap.servers", "set bootstrap.servers (--bootstrap-servers)");
    fix("schema.registry.url", "set registry.url (--registry-url)");
    fix("application.id", "it is made of topic.prefix (--topic-prefix)");
    fix("application.server", "evaluators say by themselves where they answer");
    fix("state.dir", "set the evaluator's state.dir (--state-dir)");
    fix("num.stream.threads", "set the evaluator's threads (--threads)");
    fix("commit.interval.ms", "set the evaluator's commit.interval (--commit-interval)");
    fix("deserialization.exception.handler", "set on.bad.record (--on-bad-record)");
    fix("processing.exception.handler", "set on.bad.record (--on-bad-record)");
  }

  private KafkaSettings() {}

  /**
   * What is given that is not the user's to change, all of it.
   *
   * @param given names without {@code kafka.}
   */
  public static List<String> problems(Map<String, String> given) {
    List<String> problems = new ArrayList<>();
    new TreeMap<>(given)
        .forEach(
            (name, value) -> {
              Fixed fixed = FIXED.get(PREFIX.matcher(name).replaceFirst(""));
              if (fixed != null && !fixed.allows(value)) {
                problems.add("kafka.%s is '%s', but %s".formatted(name, value, fixed.rule()));
              }
            });
    return problems;
  }

  /**
   * Settings of a client: the defaults, over them what is given for all clients, and over that what
   * is given for its kind.
   */
  public static Map<String, Object> of(
      Map<String, String> given, Client client, Map<String, ?> defaults) {
    Map<String, Object> settings = new HashMap<>(defaults);
    given.forEach(
        (name, value) -> {
          if (!PREFIX.matcher(name).find()) {
            settings.put(name, value);
          }
        });
    given.forEach(
        (name, value) -> {
          if (name.startsWith(client.prefix)) {
            settings.put(name.substring(client.prefix.length()), value);
          }
        });
    return settings;
  }

  private static void fix(String name, String value, String reason) {
    FIXED.put(name, new Fixed(value, reason));
  }

  private static void fix(String name, String reason) {
    fix(name, "", reason);
  }
}
