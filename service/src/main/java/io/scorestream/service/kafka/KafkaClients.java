package io.scorestream.service.kafka;

import io.scorestream.service.metrics.Meters;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.KafkaSettings;
import io.scorestream.service.settings.KafkaSettings.Client;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Makes Kafka clients with the settings that every service needs, and knows how topics lie in the
 * cluster. For many threads; the clients belong to the caller, who closes them.
 *
 * <p>Consumers hand over values as bytes: an {@link EventReader} decodes them, so that a record
 * which cannot be read is known by topic, partition and offset.
 */
public final class KafkaClients {

  private static final int FETCH_WAIT_MS = 10;

  private final ConnectionSettings connection;
  private final Meters meters;
  private final Map<String, TopicLayout> layouts = new ConcurrentHashMap<>();

  /**
   * @param connection where Kafka and the registry are
   */
  public KafkaClients(ConnectionSettings connection) {
    this(connection, Meters.off());
  }

  /**
   * @param connection where Kafka and the registry are
   * @param meters where the metrics go that lasting clients keep of themselves
   */
  public KafkaClients(ConnectionSettings connection, Meters meters) {
    this.connection = connection;
    this.meters = meters;
  }

  /** Where Kafka and the registry are. */
  public ConnectionSettings connection() {
    return connection;
  }

  /** The service's meters. */
  public Meters meters() {
    return meters;
  }

  /** The topics. */
  public TopicCatalogue topics() {
    return connection.topics();
  }

  /**
   * How many partitions a topic has. It is asked for once: a process that has begun with a number
   * keeps to it, since its work is divided by that.
   *
   * @throws io.scorestream.service.ScorestreamException when there is no such topic
   */
  public int partitions(Topic topic) {
    return layout(topic).partitions();
  }

  /** How a topic lies in the cluster, as it was when it was first asked for. */
  public TopicLayout layout(Topic topic) {
    return layouts.computeIfAbsent(topic.name(), name -> TopicLayout.ask(this, name));
  }

  /** An idempotent producer of events, whose {@code send} blocks for ten seconds at most. */
  public Producer<String, SpecificRecord> producer(String clientId) {
    return events(producing(clientId, Map.of()));
  }

  /**
   * An idempotent producer of events.
   *
   * @param patience how long {@code send} blocks, at most, while the topic's leader is not known
   */
  public Producer<String, SpecificRecord> producer(String clientId, Duration patience) {
    Map<String, Object> config = producing(clientId, Map.of());
    config.put("max.block.ms", patience.toMillis());
    return events(config);
  }

  /**
   * A transactional producer of events. Starting one with an id fences the older ones.
   *
   * @param transactionalId names the owner of what is written, not the process
   */
  public Producer<String, SpecificRecord> transactionalProducer(
      String clientId, String transactionalId) {
    Map<String, Object> config = producing(clientId, Map.of("transaction.timeout.ms", 30_000));
    config.put("transactional.id", transactionalId);
    return events(config);
  }

  /** An idempotent producer of raw bytes. */
  public Producer<byte[], byte[]> rawProducer(String clientId) {
    return producer(
        producing(clientId, Map.of()), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * A consumer without a group, for what a topic holds now: it reads the partitions that it is told
   * to, committed data only.
   */
  public Consumer<String, byte[]> consumer(String clientId) {
    // Closing it waits for what it fetches ahead, which at the end of a log the broker holds back.
    return new KafkaConsumer<>(
        consuming(clientId, Map.of("fetch.max.wait.ms", FETCH_WAIT_MS)),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  /**
   * A consumer of single records that it seeks: it fetches little beyond them, and refuses offsets
   * that the log does not have.
   */
  public Consumer<String, byte[]> fetchingConsumer(String clientId) {
    // A broker sends a whole batch, however large, and none beyond it. What is fetched ahead at the
    // end of a log must not keep the next place waiting.
    Map<String, Object> defaults =
        Map.of("max.partition.fetch.bytes", 1, "fetch.max.wait.ms", FETCH_WAIT_MS);
    Map<String, Object> config = consuming(clientId, defaults);
    config.put("auto.offset.reset", "none");
    return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * The same for what comes, for as long as a service or a watch lasts: its metrics are worth
   * having.
   */
  public Consumer<String, byte[]> lastingConsumer(String clientId) {
    return lasting(consuming(clientId, Map.of()));
  }

  /**
   * A consumer in a group whose members keep what they have while the rest is shared out anew, and
   * are given up ten seconds after their last sign of life.
   */
  public Consumer<String, byte[]> cooperativeConsumer(String clientId, String group) {
    Map<String, Object> config =
        consuming(clientId, Map.of("session.timeout.ms", 10_000, "heartbeat.interval.ms", 2_000));
    config.put("group.id", group);
    config.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
    return lasting(config);
  }

  /** An administrator that gives up after ten seconds. */
  public Admin admin() {
    return Admin.create(administering());
  }

  private <K, V> Producer<K, V> producer(
      Map<String, Object> config, Serializer<K> keys, Serializer<V> values) {
    return meters
        .registry()
        .<Producer<K, V>>map(registry -> new MeasuredProducer<>(config, keys, values, registry))
        .orElseGet(() -> new KafkaProducer<>(config, keys, values));
  }

  private Consumer<String, byte[]> lasting(Map<String, Object> config) {
    return meters
        .registry()
        .<Consumer<String, byte[]>>map(registry -> new MeasuredConsumer(config, registry))
        .orElseGet(
            () ->
                new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer()));
  }

  private Producer<String, SpecificRecord> events(Map<String, Object> config) {
    return producer(config, new StringSerializer(), EventFormat.serializer(connection));
  }

  /** Kafka refuses a request that may take longer than the call that it belongs to. */
  Map<String, Object> administering() {
    Map<String, Object> config =
        config("scorestream-admin", Client.ADMIN, Map.of("request.timeout.ms", 5_000));
    int request = Integer.parseInt(String.valueOf(config.get("request.timeout.ms")));
    config.putIfAbsent("default.api.timeout.ms", Math.max(10_000, request));
    return config;
  }

  /**
   * @param own further defaults
   */
  Map<String, Object> producing(String clientId, Map<String, Object> own) {
    Map<String, Object> defaults = new HashMap<>(own);
    defaults.put("max.request.size", TopicCatalogue.MAX_RECORD_BYTES);
    defaults.put("buffer.memory", 4L * TopicCatalogue.MAX_RECORD_BYTES);
    defaults.put("linger.ms", 5);
    defaults.put("max.block.ms", 10_000);
    Map<String, Object> config = config(clientId, Client.PRODUCER, defaults);
    config.put("acks", "all");
    config.put("enable.idempotence", true);
    return config;
  }

  /**
   * @param own further defaults
   */
  Map<String, Object> consuming(String clientId, Map<String, Object> own) {
    Map<String, Object> config = config(clientId, Client.CONSUMER, own);
    config.put("isolation.level", "read_committed");
    config.put("enable.auto.commit", false);
    config.put("auto.offset.reset", "earliest");
    return config;
  }

  /** What is put after this is not the user's to change: see {@link KafkaSettings}. */
  private Map<String, Object> config(String clientId, Client client, Map<String, Object> defaults) {
    Map<String, Object> config = KafkaSettings.of(connection.kafka(), client, defaults);
    config.put("bootstrap.servers", connection.bootstrapServers());
    config.put("client.id", clientId);
    return config;
  }
}
