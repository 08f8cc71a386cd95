package io.scorestream.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Kafka's settings for one broker that is its own controller, sized for two cores. */
final class BrokerSettings {
  static final String NODE_ID = "1";
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  /** Largest record batch that the broker takes, in bytes. */
  static final int LARGEST_BATCH = 32 << 20;

  private BrokerSettings() {}

  /**
   * @param directory absolute, the broker's only one
   * @param ports both greater than 0
   */
  static Map<String, String> of(Path directory, KafkaPorts ports) {
    Map<String, String> settings = new TreeMap<>();
    settings.putAll(addresses(ports));
    settings.putAll(storage(directory));
    settings.putAll(INTERNAL_TOPICS);
    settings.putAll(TWO_CORES);
    return settings;
  }

  private static Map<String, String> addresses(KafkaPorts ports) {
    String broker = "PLAINTEXT://127.0.0.1:" + ports.broker();
    String controller = "127.0.0.1:" + ports.controller();
    return Map.of(
        "process.roles",
        "broker,controller",
        "node.id",
        NODE_ID,
        "controller.quorum.voters",
        NODE_ID + "@" + controller,
        "listeners",
        broker + "," + CONTROLLER_LISTENER + "://" + controller,
        "advertised.listeners",
        broker,
        "controller.listener.names",
        CONTROLLER_LISTENER,
        "inter.broker.listener.name",
        "PLAINTEXT",
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
  }

  /** Records and committed offsets stay for ever unless a topic says otherwise. */
  private static Map<String, String> storage(Path directory) {
    return Map.of(
        "log.dirs", directory.toString(),
        "log.retention.ms", "-1",
        "offsets.retention.minutes", Integer.toString(Integer.MAX_VALUE),
        "log.segment.bytes", Integer.toString(256 << 20),
        "message.max.bytes", Integer.toString(LARGEST_BATCH),
        "replica.fetch.max.bytes", Integer.toString(LARGEST_BATCH),
        "auto.create.topics.enable", "false");
  }

  private static final Map<String, String> INTERNAL_TOPICS =
      Map.of(
          "offsets.topic.replication.factor", "1",
          "offsets.topic.num.partitions", "4",
          "transaction.state.log.replication.factor", "1",
          "transaction.state.log.min.isr", "1",
          "transaction.state.log.num.partitions", "4",
          "share.coordinator.state.topic.replication.factor", "1",
          "share.coordinator.state.topic.min.isr", "1",
          // A milestone may be trained for weeks, and nothing is written under its id meanwhile.
          "transactional.id.expiration.ms", Integer.toString(Integer.MAX_VALUE));

  /** The cleaner's buffer is 128 MiB by default, for far more keys than ours. */
  private static final Map<String, String> TWO_CORES =
      Map.of(
          "num.network.threads", "1",
          "num.io.threads", "2",
          "background.threads", "2",
          "num.recovery.threads.per.data.dir", "2",
          "log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20),
          "group.initial.rebalance.delay.ms", "0");
}
