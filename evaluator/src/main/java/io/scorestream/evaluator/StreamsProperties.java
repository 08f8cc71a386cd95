package io.scorestream.evaluator;

import io.scorestream.evaluator.records.UnreadableRecordHandler;
import io.scorestream.evaluator.records.UnsoundRecordHandler;
import io.scorestream.service.kafka.BadRecords;
import io.scorestream.service.topics.NewTopics;
import io.scorestream.topics.TopicCatalogue;
import java.util.Arrays;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** What Kafka Streams is told. Pure functions. */
final class StreamsProperties {

  /**
   * Records that are handed over at once, and kept ahead of a partition: generations may have
   * megabytes each.
   */
  private static final int EVENTS_AHEAD = 32;

  /** How long what the pool has done may wait for records, in milliseconds. */
  private static final long POLL_MS = 25;

  /** Evaluations have threads of their own: what is left to do here is forecasts. */
  private static final int STREAM_THREADS = 1;

  /** After this a crashed process counts as gone, in milliseconds. */
  private static final int SESSION_TIMEOUT_MS = 10_000;

  /**
   * How long what a crashed process had open may hide what others write behind it, in milliseconds.
   */
  private static final long TRANSACTION_MS = 10_000;

  private StreamsProperties() {}

  /** Id of the application: names the consumer group, the internal topics and the transactions. */
  static String applicationId(TopicCatalogue topics) {
    return EvaluatorRole.ROLE.names(topics).applicationId();
  }

  /**
   * The properties; what the user says of Kafka's clients replaces our defaults. Internal topics
   * have as many copies as the deployment's own.
   *
   * @param replicas copies of each partition of an internal topic
   * @param badRecords handed to the handlers that Kafka Streams makes
   */
  static Properties of(EvaluatorSettings settings, int replicas, BadRecords badRecords) {
    Properties properties = new Properties();
    properties.putAll(settings.process().connection().kafka());
    properties.put(
        StreamsConfig.APPLICATION_ID_CONFIG,
        applicationId(settings.process().connection().topics()));
    properties.put(
        StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.process().connection().bootstrapServers());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, STREAM_THREADS);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.commitInterval().toMillis());
    preset(properties, StreamsConfig.POLL_MS_CONFIG, POLL_MS, "");
    preset(properties, StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, EVENTS_AHEAD, "");
    preset(properties, StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class, "");
    handlers(properties, badRecords);
    internalTopics(properties, replicas);
    clients(properties, settings);
    return properties;
  }

  private static void handlers(Properties properties, BadRecords badRecords) {
    properties.put(UnreadableRecordHandler.BAD_RECORDS, badRecords);
    properties.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
        UnreadableRecordHandler.class);
    properties.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, UnsoundRecordHandler.class);
  }

  private static void internalTopics(Properties properties, int replicas) {
    preset(properties, StreamsConfig.REPLICATION_FACTOR_CONFIG, replicas, "");
    preset(
        properties,
        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
        String.valueOf(NewTopics.minInSyncReplicas(replicas)),
        StreamsConfig.TOPIC_PREFIX);
    preset(
        properties,
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
        String.valueOf(TopicCatalogue.MAX_RECORD_BYTES),
        StreamsConfig.TOPIC_PREFIX);
  }

  private static void clients(Properties properties, EvaluatorSettings settings) {
    mainConsumer(properties, ConsumerConfig.MAX_POLL_RECORDS_CONFIG, EVENTS_AHEAD);
    mainConsumer(properties, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS);
    producer(
        properties,
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
        Math.toIntExact(Math.max(TRANSACTION_MS, 2 * settings.commitInterval().toMillis())));
    producer(properties, ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicCatalogue.MAX_RECORD_BYTES);
    producer(properties, ProducerConfig.BUFFER_MEMORY_CONFIG, 4L * TopicCatalogue.MAX_RECORD_BYTES);
  }

  private static void mainConsumer(Properties properties, String name, Object value) {
    preset(
        properties,
        name,
        value,
        StreamsConfig.MAIN_CONSUMER_PREFIX,
        StreamsConfig.CONSUMER_PREFIX,
        "");
  }

  private static void producer(Properties properties, String name, Object value) {
    preset(properties, name, value, StreamsConfig.PRODUCER_PREFIX, "");
  }

  /**
   * Sets what the user has not.
   *
   * @param prefixes those under which the user may have set it; the first is ours
   */
  private static void preset(Properties properties, String name, Object value, String... prefixes) {
    if (Arrays.stream(prefixes).noneMatch(prefix -> properties.containsKey(prefix + name))) {
      properties.put(prefixes[0] + name, value);
    }
  }
}
