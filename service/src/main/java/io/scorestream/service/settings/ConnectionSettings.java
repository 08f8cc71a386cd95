package io.scorestream.service.settings;

import io.scorestream.topics.TopicCatalogue;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How to reach Kafka and the registry; part of every service's settings.
 *
 * @param bootstrapServers {@code host:port}, several separated by commas
 * @param registryUrl base URL of a Confluent-compatible schema registry, without a user
 * @param topics the topics, by their prefix
 * @param kafka settings for every Kafka client, such as {@code security.protocol}
 */
public record ConnectionSettings(
    String bootstrapServers, String registryUrl, TopicCatalogue topics, Map<String, String> kafka) {

  /** These settings. */
  public static final SettingGroup DECLARED = new SettingGroup();

  private static final SettingType<TopicCatalogue> TOPICS =
      new SettingType<>("text", ConnectionSettings::topics, TopicCatalogue::prefix);

  private static final Setting<String> BOOTSTRAP_SERVERS =
      DECLARED.add(
          Setting.of("bootstrap.servers", SettingType.TEXT)
              .importance(Importance.HIGH)
              .otherwise(
                  "localhost:9092",
                  "Kafka brokers to start from, as host:port, several separated by commas."));

  private static final Setting<String> REGISTRY_URL =
      DECLARED.add(
          Setting.of("registry.url", SettingType.TEXT)
              .importance(Importance.HIGH)
              .otherwise(
                  "http://localhost:8081", "Base URL of a Confluent-compatible schema registry."));

  private static final Setting<TopicCatalogue> TOPIC_PREFIX =
      DECLARED.add(
          Setting.of("topic.prefix", TOPICS)
              .otherwise(
                  new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX),
                  "First part of every topic's name, so that deployments can share a cluster."));

  private static final Pattern USER = Pattern.compile("//([^/@]*)@");
  private static final String USER_INFO = "basic.auth.user.info";

  /**
   * Keeps its own copy of Kafka's settings, and a user that the registry's URL names among them:
   * the URL is in messages and logs.
   */
  public ConnectionSettings {
    Matcher user = USER.matcher(registryUrl);
    if (user.find()) {
      Map<String, String> more = new HashMap<>(kafka);
      more.putIfAbsent(USER_INFO, decoded(user.group(1)));
      more.putIfAbsent("basic.auth.credentials.source", "USER_INFO");
      kafka = more;
      registryUrl = user.replaceAll("//");
    }
    kafka = Map.copyOf(kafka);
  }

  /** Picks these settings out of a service's. */
  public static ConnectionSettings of(Settings settings) {
    return new ConnectionSettings(
        settings.get(BOOTSTRAP_SERVERS),
        settings.get(REGISTRY_URL),
        settings.get(TOPIC_PREFIX),
        settings.kafka());
  }

  /** A plus sign in a URL's user is one, and no space. */
  private static String decoded(String user) {
    return URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Nothing secret: of Kafka's settings the names alone. */
  @Override
  public String toString() {
    return "Kafka at %s with %s, registry at %s, topics %s"
        .formatted(bootstrapServers, kafka.keySet(), registryUrl, topics.prefix());
  }

  private static TopicCatalogue topics(String prefix) {
    try {
      return new TopicCatalogue(prefix);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("letters, digits, hyphens and underscores", e);
    }
  }
}
