package io.scorestream.control.runs;

import io.scorestream.events.RunSpec;
import io.scorestream.run.Run;
import io.scorestream.run.Shard;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.TopicScan;
import io.scorestream.service.kafka.Unavailable;
import io.scorestream.topics.Keys;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import io.scorestream.trainer.contract.TrainerRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/**
 * Deletes a run: first it is withdrawn from the runs topic, so that nobody takes it up; then its
 * shards are taken from the trainers that have them, as a trainer would, so that nothing is written
 * after what is deleted; then every key of the run on a compacted topic gets a tombstone. Metrics
 * and generations go when their retention is over. Samples belong to their source, not to a run,
 * and stay. Cut short, it can be done again. Owned by one thread.
 */
public final class RunRemoval {

  private final KafkaClients clients;
  private final TopicCatalogue topics;

  /**
   * @param clients the cluster
   */
  public RunRemoval(KafkaClients clients) {
    this.clients = clients;
    this.topics = clients.topics();
  }

  /**
   * Deletes it, or what a deletion that was cut short has left of it.
   *
   * @return how many keys were deleted
   * @throws io.scorestream.service.ScorestreamException with {@link
   *     io.scorestream.service.Reason#USAGE} when there was never such a run
   */
  public int remove(String id) {
    RunLog log = new RunLog(clients);
    RunSpec spec = log.last(id).orElseGet(() -> log.find(id));
    if (log.read().containsKey(id)) {
      log.withdraw(id);
    }
    Run run = new Run(spec);
    List<Producer<String, SpecificRecord>> writers = new ArrayList<>();
    try {
      // All of them before any scan: what one left open would hide what lies behind it.
      for (Shard shard : run.shards()) {
        writers.add(writer(shard));
      }
      Set<String> milestones = milestoneKeys(run);
      int deleted = 0;
      for (Shard shard : run.shards()) {
        deleted += delete(shard, milestones, writers.get(shard.number()));
      }
      return deleted;
    } catch (KafkaException e) {
      throw Unavailable.kafka(clients.connection().bootstrapServers(), e);
    } finally {
      writers.forEach(Producer::close);
    }
  }

  private Producer<String, SpecificRecord> writer(Shard shard) {
    Producer<String, SpecificRecord> producer =
        clients.transactionalProducer(
            "delete-" + shard.id(), TrainerRole.ROLE.names(topics).transactionalId(shard.id()));
    producer.initTransactions();
    return producer;
  }

  private Set<String> milestoneKeys(Run run) {
    Set<String> keys = new TreeSet<>();
    TopicScan.all(
        clients,
        topics.milestones(),
        record -> {
          if (record.key() != null && Keys.run(record.key()).equals(run.id())) {
            keys.add(record.key());
          }
        });
    return keys;
  }

  private int delete(
      Shard shard, Set<String> milestones, Producer<String, SpecificRecord> producer) {
    Run run = shard.run();
    int deleted = 0;
    producer.beginTransaction();
    Topic reached = topics.milestones();
    for (String key : milestones) {
      if (key.endsWith("/" + shard.number())) {
        delete(producer, reached, partition(shard, reached), key);
        deleted++;
      }
    }
    if (shard.isWhole()) {
      Topic drift = topics.drift();
      delete(producer, drift, partition(shard, drift), Keys.shard(run.id(), shard.number()));
      deleted++;
    }
    Topic checkpoints = topics.checkpoints();
    for (int k = shard.first(); k <= shard.last(); k++) {
      int partition = Keys.partition(run.id(), clients.partitions(checkpoints));
      delete(producer, checkpoints, partition, Keys.checkpoint(run.id(), k, shard.half()));
      deleted++;
    }
    for (Topic topic : List.of(topics.weights(), topics.trainingState())) {
      for (int network : shard.networks()) {
        int partition = Keys.networkPartition(run.id(), network, clients.partitions(topic));
        delete(producer, topic, partition, Keys.network(run.id(), network, shard.half()));
        deleted++;
      }
    }
    if (shard.number() == 0) {
      // Not compacted, but tells who gathers the run's generations that no more will come.
      Topic generations = topics.generations();
      for (int partition = 0; partition < clients.partitions(generations); partition++) {
        delete(producer, generations, partition, run.id());
      }
    }
    producer.commitTransaction();
    return deleted;
  }

  private int partition(Shard shard, Topic topic) {
    return Keys.shardPartition(shard.run().id(), shard.number(), clients.partitions(topic));
  }

  private static void delete(
      Producer<String, SpecificRecord> producer, Topic topic, int partition, String key) {
    // Not awaited: where a send fails, so does the commit.
    Future<RecordMetadata> unused =
        producer.send(new ProducerRecord<>(topic.name(), partition, key, null));
  }
}
