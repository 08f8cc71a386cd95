package io.scorestream.trainer.chaos;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import io.scorestream.embedded.EmbeddedKafka;
import io.scorestream.embedded.KafkaPorts;
import io.scorestream.embedded.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Utils;

/**
 * Three brokers in processes of their own, which are the three controllers too. Each partition has
 * three copies, of which two must be in sync. One that is gone is given up after 3 s and not, as by
 * default, after 9.
 */
final class BrokerCluster implements AutoCloseable {

  private static final int BROKERS = 3;

  /** Of Kafka's own topics, as the embedded broker has them. */
  private static final int INTERNAL_PARTITIONS = 4;

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Map<String, String> COPIES =
      Map.of(
          "default.replication.factor", "3",
          "min.insync.replicas", "2",
          "offsets.topic.replication.factor", "3",
          "transaction.state.log.replication.factor", "3",
          "transaction.state.log.min.isr", "2",
          "broker.session.timeout.ms", "3000",
          "broker.heartbeat.interval.ms", "500");

  private final List<BrokerProcess> brokers;
  private final Admin admin;

  private BrokerCluster(List<BrokerProcess> brokers) {
    this.brokers = brokers;
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
  }

  /** Starts all three; returns when each serves. */
  static BrokerCluster start(Path folder) throws IOException {
    List<KafkaPorts> ports = new ArrayList<>();
    for (int i = 0; i < BROKERS; i++) {
      ports.add(new KafkaPorts(Ports.free(), Ports.free()));
    }
    Map<String, String> common = new HashMap<>(COPIES);
    common.put(EmbeddedKafka.CLUSTER_ID, Uuid.randomUuid().toString());
    common.put(
        "controller.quorum.voters",
        IntStream.range(0, BROKERS)
            .mapToObj(i -> (i + 1) + "@127.0.0.1:" + ports.get(i).controller())
            .collect(Collectors.joining(",")));
    List<BrokerProcess> brokers = new ArrayList<>();
    for (int i = 0; i < BROKERS; i++) {
      Map<String, String> settings = new HashMap<>(common);
      settings.put("node.id", String.valueOf(i + 1));
      Path own = Files.createDirectories(folder.resolve("broker-" + (i + 1)));
      brokers.add(BrokerProcess.launch(own, ports.get(i), settings));
    }
    brokers.forEach(BrokerProcess::awaitServing);
    return new BrokerCluster(brokers);
  }

  String bootstrapServers() {
    return brokers.stream().map(BrokerProcess::bootstrapServers).collect(Collectors.joining(","));
  }

  /** Who takes writes to a partition now. */
  BrokerProcess leader(String topic, int partition) {
    Node leader = describe(List.of(topic)).get(0).partitions().get(partition).leader();
    return brokers.get(leader.id() - 1);
  }

  /**
   * Who coordinates a group or a transactional id now: the leader of the partition that Kafka keeps
   * it in.
   *
   * @param topic {@code __consumer_offsets} or {@code __transaction_state}
   */
  BrokerProcess coordinator(String topic, String id) {
    return leader(topic, Utils.abs(id.hashCode()) % INTERNAL_PARTITIONS);
  }

  /** Waits until every partition has all of its copies in sync. */
  void awaitInSync() {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () ->
                describe(topics()).stream()
                    .flatMap(it -> it.partitions().stream())
                    .mapToInt(it -> it.isr().size())
                    .allMatch(inSync -> inSync == BROKERS));
  }

  private List<String> topics() throws ExecutionException, InterruptedException {
    return List.copyOf(admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get());
  }

  private List<TopicDescription> describe(List<String> topics) {
    try {
      return List.copyOf(admin.describeTopics(topics).allTopicNames().get().values());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Waits until another than the one that is gone takes writes to what it led. */
  void awaitOtherLeaders(BrokerProcess gone) {
    int id = brokers.indexOf(gone) + 1;
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () ->
                describe(topics()).stream()
                    .flatMap(it -> it.partitions().stream())
                    .map(TopicPartitionInfo::leader)
                    .noneMatch(leader -> requireNonNull(leader).id() == id));
  }

  @Override
  public void close() {
    admin.close();
    brokers.forEach(BrokerProcess::close);
  }
}
