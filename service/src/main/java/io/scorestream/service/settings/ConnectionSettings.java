package io.scorestream.service.settings;

import io.scorestream.topics.TopicCatalogue;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

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

  private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
  private static final String REGISTRY_URL = "registry.url";
  private static final String TOPIC_PREFIX = "topic.prefix";

  /** Adds the declarations of these settings. */
  public static ConfigDef declare(ConfigDef settings) {
    return settings
        .define(
            BOOTSTRAP_SERVERS,
            Type.STRING,
            "localhost:9092",
            new NonEmptyString(),
            Importance.HIGH,
            "Kafka brokers to start from, as host:port, several separated by commas.")
        .define(
            REGISTRY_URL,
            Type.STRING,
            "http://localhost:8081",
            new NonEmptyString(),
            Importance.HIGH,
            "Base URL of a Confluent-compatible schema registry.")
        .define(
            TOPIC_PREFIX,
            Type.STRING,
            TopicCatalogue.DEFAULT_PREFIX,
            ConfigDef.LambdaValidator.with(
                ConnectionSettings::checkPrefix, () -> "letters, digits, hyphens and underscores"),
            Importance.MEDIUM,
            "First part of every topic's name, so that deployments can share a cluster.");
  }

  /** Picks these settings out of a service's. */
  public static ConnectionSettings of(Settings settings) {
    return new ConnectionSettings(
        settings.string(BOOTSTRAP_SERVERS),
        settings.string(REGISTRY_URL),
        new TopicCatalogue(settings.string(TOPIC_PREFIX)),
        settings.kafka());
  }

  private static void checkPrefix(String name, Object value) {
    try {
      new TopicCatalogue((String) value);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(name, value, e.getMessage());
    }
  }
}
