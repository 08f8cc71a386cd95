package io.scorestream.ledger;

import static io.scorestream.service.kafka.Answers.await;
import static java.util.Objects.requireNonNull;

import io.scorestream.ledger.Cluster.OpenTransaction;
import io.scorestream.ledger.Cluster.OpenTransaction.Place;
import io.scorestream.ledger.Cluster.TopicCopies;
import io.scorestream.service.access.RoleNames;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.Unavailable;
import io.scorestream.topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;

/** Asks a cluster about a deployment. Owned by one thread. */
final class ClusterReading {

  /** The longest that brokers let a transaction stand open, unless they are told otherwise. */
  private static final long LONGEST_MS = Duration.ofMinutes(15).toMillis();

  private final KafkaClients clients;
  private final Admin admin;
  private final long now;

  /** When producers with an open transaction last wrote, in milliseconds since 1970. */
  private final Map<Long, Long> since = new HashMap<>();

  private ClusterReading(KafkaClients clients, Admin admin, long now) {
    this.clients = clients;
    this.admin = admin;
    this.now = now;
  }

  /**
   * Asks for all of it.
   *
   * @param now milliseconds since 1970
   */
  static Cluster ask(KafkaClients clients, long now) {
    try (Admin admin = clients.admin()) {
      return new ClusterReading(clients, admin, now).ask();
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      throw Unavailable.kafka(clients.connection().bootstrapServers(), e);
    }
  }

  private Cluster ask() {
    List<String> names = clients.topics().all().stream().map(Topic::name).toList();
    Map<String, TopicDescription> described = await(admin.describeTopics(names).allTopicNames());
    Collection<ConsumerGroupDescription> trainers = trainers();
    Set<Integer> owned = new HashSet<>();
    trainers.stream()
        .flatMap(group -> group.members().stream())
        .flatMap(member -> member.assignment().topicPartitions().stream())
        .filter(partition -> partition.topic().equals(clients.topics().milestones().name()))
        .forEach(partition -> owned.add(partition.partition()));
    return new Cluster(
        copies(described),
        transactions(described.values()),
        owned,
        trainers.stream().mapToInt(group -> group.members().size()).sum());
  }

  private List<TopicCopies> copies(Map<String, TopicDescription> described) {
    Map<ConfigResource, Config> configs =
        await(
            admin
                .describeConfigs(
                    described.keySet().stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList())
                .all());
    List<TopicCopies> copies = new ArrayList<>();
    configs.forEach(
        (resource, config) -> {
          TopicDescription topic = requireNonNull(described.get(resource.name()));
          int behind =
              (int)
                  topic.partitions().stream()
                      .filter(partition -> partition.isr().size() < partition.replicas().size())
                      .count();
          copies.add(
              new TopicCopies(
                  resource.name(),
                  topic.partitions().stream().mapToInt(it -> it.replicas().size()).min().orElse(0),
                  Integer.parseInt(config.get("min.insync.replicas").value()),
                  behind));
        });
    return copies;
  }

  private List<OpenTransaction> transactions(Collection<TopicDescription> topics) {
    Map<Long, List<Place>> open = openProducers(unstable(topics));
    if (open.isEmpty()) {
      return List.of();
    }
    List<String> ids =
        await(
                admin
                    .listTransactions(
                        new ListTransactionsOptions().filterProducerIds(open.keySet()))
                    .all())
            .stream()
            .map(TransactionListing::transactionalId)
            .toList();
    List<OpenTransaction> transactions = new ArrayList<>();
    Set<Long> known = new HashSet<>();
    await(admin.describeTransactions(ids).all())
        .forEach(
            (id, description) -> {
              known.add(description.producerId());
              transactions.add(transaction(id, description, open));
            });
    open.forEach(
        (producer, at) -> {
          if (!known.contains(producer)) {
            transactions.add(
                new OpenTransaction(
                    "", producer, now - since.getOrDefault(producer, now), LONGEST_MS, at));
          }
        });
    return transactions;
  }

  private OpenTransaction transaction(
      String id, TransactionDescription description, Map<Long, List<Place>> open) {
    long began = description.transactionStartTimeMs().orElse(now);
    return new OpenTransaction(
        id,
        description.producerId(),
        now - began,
        description.transactionTimeoutMs(),
        open.getOrDefault(description.producerId(), List.of()));
  }

  /** Partitions that have more than readers of committed records are given. */
  private List<TopicPartition> unstable(Collection<TopicDescription> topics) {
    Map<TopicPartition, OffsetSpec> all = new HashMap<>();
    topics.forEach(
        topic ->
            topic
                .partitions()
                .forEach(
                    partition ->
                        all.put(
                            new TopicPartition(topic.name(), partition.partition()),
                            OffsetSpec.latest())));
    Map<TopicPartition, ListOffsetsResultInfo> stable =
        await(admin.listOffsets(all, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all());
    Map<TopicPartition, ListOffsetsResultInfo> written =
        await(
            admin.listOffsets(all, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED)).all());
    return all.keySet().stream().filter(at -> offset(stable, at) < offset(written, at)).toList();
  }

  private static long offset(
      Map<TopicPartition, ListOffsetsResultInfo> offsets, TopicPartition at) {
    return requireNonNull(offsets.get(at)).offset();
  }

  private Map<Long, List<Place>> openProducers(List<TopicPartition> partitions) {
    Map<Long, List<Place>> open = new HashMap<>();
    if (partitions.isEmpty()) {
      return open;
    }
    await(admin.describeProducers(partitions).all())
        .forEach(
            (partition, state) -> {
              for (ProducerState producer : state.activeProducers()) {
                producer
                    .currentTransactionStartOffset()
                    .ifPresent(
                        offset -> {
                          since.merge(producer.producerId(), producer.lastTimestamp(), Math::max);
                          open.computeIfAbsent(producer.producerId(), id -> new ArrayList<>())
                              .add(new Place(partition, offset));
                        });
              }
            });
    return open;
  }

  /** Groups of trainers: those with other restrictions are groups of their own. */
  private Collection<ConsumerGroupDescription> trainers() {
    String prefix = new RoleNames(clients.topics().prefix(), "trainer").prefix();
    List<String> groups =
        await(admin.listGroups(ListGroupsOptions.forConsumerGroups()).all()).stream()
            .map(GroupListing::groupId)
            .filter(group -> group.startsWith(prefix))
            .toList();
    return await(admin.describeConsumerGroups(groups).all()).values();
  }
}
