package io.scorestream.service.settings;

import io.scorestream.topics.TopicCatalogue;
import java.util.Map;

/**
 * How to reach Kafka and the registry; part of every service's settings.
 *
 * @param bootstrapServers {@code host:port}, several separated by commas
 * @param registryUrl base URL of a Confluent-compatible schema registry
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

  /** Keeps its own copy of Kafka's settings. */
  public ConnectionSettings {
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

  /** A URL without the user's name and password that it may hold. */
  public static String withoutUser(String url) {
    return url.replaceAll("//[^/@]*@", "//");
  }

  /** Nothing secret: of Kafka's settings the names alone. */
  @Override
  public String toString() {
    return "Kafka at %s with %s, registry at %s, topics %s"
        .formatted(bootstrapServers, kafka.keySet(), withoutUser(registryUrl), topics.prefix());
  }

  private static TopicCatalogue topics(String prefix) {
    try {
      return new TopicCatalogue(prefix);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("letters, digits, hyphens and underscores", e);
    }
  }
}
