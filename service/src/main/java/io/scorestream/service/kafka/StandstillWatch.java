package io.scorestream.service.kafka;

import static java.util.Objects.requireNonNull;

import io.scorestream.service.metrics.ServiceMeters;
import io.scorestream.topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which partitions stand still behind a transaction that its writer does not end. Who reads
 * committed records sees nothing there, and a consumer's lag says that all is read. Owns its
 * thread.
 */
public final class StandstillWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StandstillWatch.class);
  private static final Duration PERIOD = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final KafkaClients clients;
  private final List<Topic> topics;
  private final Standstills standstills;
  private final Consumer<String> told;
  private final ScheduledExecutorService thread;
  private final ScheduledFuture<?> looks;

  private StandstillWatch(
      KafkaClients clients,
      List<Topic> topics,
      Duration period,
      Duration patience,
      Consumer<String> told) {
    this.clients = clients;
    this.told = told;
    this.topics = topics;
    this.standstills = new Standstills(patience);
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread made = new Thread(task, "standstill-watch");
              made.setDaemon(true);
              return made;
            });
    topics.forEach(topic -> show(topic.name(), 0));
    this.looks =
        thread.scheduleWithFixedDelay(this::look, 0, period.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Watches topics, and logs what it finds.
   *
   * @param topics those that the service reads
   */
  public static StandstillWatch start(KafkaClients clients, List<Topic> topics) {
    return start(clients, topics, PERIOD, PATIENCE, LOG::warn);
  }

  /**
   * Watches topics.
   *
   * @param period between two looks
   * @param patience how long a partition may stand still before it is told of
   * @param told is given a sentence when a partition is found to, and when it goes on
   */
  public static StandstillWatch start(
      KafkaClients clients,
      List<Topic> topics,
      Duration period,
      Duration patience,
      Consumer<String> told) {
    return new StandstillWatch(clients, topics, period, patience, told);
  }

  @Override
  public void close() {
    looks.cancel(true);
    thread.shutdownNow();
  }

  private void look() {
    try (Admin admin = clients.admin()) {
      Map<TopicPartition, Standstills.Ends> ends = ends(admin);
      Standstills.News news = standstills.look(ends, System.nanoTime());
      for (Map.Entry<TopicPartition, Duration> found : news.found().entrySet()) {
        TopicPartition partition = found.getKey();
        told.accept(
            "partition %s of topic %s stands still at offset %s for %s s: %s"
                .formatted(
                    partition.partition(),
                    partition.topic(),
                    requireNonNull(ends.get(partition)).committed(),
                    found.getValue().toSeconds(),
                    blame(admin, partition)));
      }
      for (TopicPartition partition : news.gone()) {
        told.accept(
            "partition %s of topic %s goes on".formatted(partition.partition(), partition.topic()));
      }
      topics.forEach(topic -> show(topic.name(), news.all(topic.name())));
    } catch (ExecutionException | KafkaException e) {
      // Whoever reads the topic says what is wrong with the cluster.
      LOG.debug("no partition was looked at", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void show(String topic, long partitions) {
    clients.meters().set(ServiceMeters.STANDSTILL, (double) partitions, topic);
  }

  private Map<TopicPartition, Standstills.Ends> ends(Admin admin)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (Topic topic : topics) {
      for (int number = 0; number < clients.partitions(topic); number++) {
        asked.put(new TopicPartition(topic.name(), number), OffsetSpec.latest());
      }
    }
    Map<TopicPartition, ListOffsetsResultInfo> committed =
        admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all().get();
    Map<TopicPartition, ListOffsetsResultInfo> all =
        admin
            .listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
            .all()
            .get();
    Map<TopicPartition, Standstills.Ends> ends = new HashMap<>();
    committed.forEach(
        (partition, end) ->
            ends.put(
                partition,
                new Standstills.Ends(end.offset(), requireNonNull(all.get(partition)).offset())));
    return ends;
  }

  /** Whose transaction it is, and how to end it. */
  private String blame(Admin admin, TopicPartition partition)
      throws ExecutionException, InterruptedException {
    List<ProducerState> open =
        admin
            .describeProducers(List.of(partition))
            .partitionResult(partition)
            .get()
            .activeProducers()
            .stream()
            .filter(producer -> producer.currentTransactionStartOffset().isPresent())
            .toList();
    Map<Long, String> ids =
        admin
            .listTransactions(
                new ListTransactionsOptions()
                    .filterProducerIds(
                        open.stream().map(ProducerState::producerId).collect(Collectors.toSet())))
            .all()
            .get()
            .stream()
            .collect(
                Collectors.toMap(
                    TransactionListing::producerId,
                    TransactionListing::transactionalId,
                    (one, other) -> one));
    List<String> said = new ArrayList<>();
    for (ProducerState producer : open) {
      OptionalLong start = producer.currentTransactionStartOffset();
      String id = ids.getOrDefault(producer.producerId(), "an id that this user may not see");
      said.add(
          "a transaction of %s (producer %s) is open there; end its writer, or the transaction: kafka-transactions.sh --bootstrap-server %s abort --topic %s --partition %s --start-offset %s"
              .formatted(
                  id,
                  producer.producerId(),
                  clients.connection().bootstrapServers(),
                  partition.topic(),
                  partition.partition(),
                  start.getAsLong()));
    }
    return said.isEmpty() ? "its transaction ends just now" : String.join("; ", said);
  }
}
