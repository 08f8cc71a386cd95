package io.scorestream.sampler;

import io.scorestream.events.GenerationBatch;
import io.scorestream.run.Run;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.access.RoleNames;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.Fencing;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.TopicScan;
import io.scorestream.service.kafka.Unavailable;
import io.scorestream.topics.Keys;
import io.scorestream.topics.Topic;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/**
 * The one writer of a run's generations. Opening it fences every older one, so that the milestones
 * read after that are all there are, and none is written twice. Owned by one thread.
 */
final class GenerationLog implements AutoCloseable {

  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final KafkaClients clients;
  private final Run run;
  private final Topic topic;
  private final int partition;
  private final Producer<String, SpecificRecord> producer;
  private final Set<Long> milestones = new HashSet<>();

  private GenerationLog(
      KafkaClients clients, Run run, int partition, Producer<String, SpecificRecord> producer) {
    this.clients = clients;
    this.run = run;
    this.topic = clients.topics().generations();
    this.partition = partition;
    this.producer = producer;
  }

  /**
   * Takes the run's generations over, and reads which milestones have theirs.
   *
   * @param instance names this process in the brokers' logs
   */
  static GenerationLog open(KafkaClients clients, Run run, String instance) {
    int partition = Keys.partition(run.id(), clients.partitions(clients.topics().generations()));
    RoleNames names = SamplerRole.ROLE.names(clients.topics());
    Producer<String, SpecificRecord> producer =
        clients.transactionalProducer(
            names.client(instance, run.id()), names.transactionalId(run.id()));
    GenerationLog log = new GenerationLog(clients, run, partition, producer);
    try {
      producer.initTransactions();
      log.recover();
      return log;
    } catch (KafkaException e) {
      log.close();
      throw Unavailable.kafka(clients.connection().bootstrapServers(), e);
    } catch (ScorestreamException e) {
      log.close();
      throw e;
    }
  }

  /** Whether the milestone's generations are committed. */
  boolean contains(long milestone) {
    return milestones.contains(milestone);
  }

  /**
   * Writes a milestone's generations in one transaction: when this returns all are there, when it
   * throws none is.
   *
   * @throws ScorestreamException with {@link Reason#FENCED} when another sampler has the run now
   */
  void commit(long milestone, List<GenerationBatch> batches) {
    String key = Keys.milestone(run.id(), milestone);
    try {
      producer.beginTransaction();
      for (GenerationBatch batch : batches) {
        // Not awaited: where a send fails, so does the commit.
        Future<RecordMetadata> unused =
            producer.send(new ProducerRecord<>(topic.name(), partition, key, batch));
      }
      producer.commitTransaction();
      milestones.add(milestone);
    } catch (KafkaException e) {
      throw Fencing.isFenced(e) ? fenced(milestone, e) : uncommitted(milestone, e);
    }
  }

  /** Aborts what was not committed; waits a few seconds at most, also when Kafka is gone. */
  @Override
  public void close() {
    producer.close(CLOSE);
  }

  private void recover() {
    EventReader<GenerationBatch> reader =
        new EventReader<>(clients.connection(), topic, GenerationBatch.class);
    TopicScan.partition(
        clients,
        topic,
        partition,
        record -> {
          if (record.key() != null && Keys.run(record.key()).equals(run.id())) {
            GenerationBatch batch = reader.read(record);
            if (batch != null && batch.getSpecHash().equals(run.hash())) {
              milestones.add(batch.getMilestone());
            }
          }
        });
  }

  private ScorestreamException fenced(long milestone, KafkaException cause) {
    return new ScorestreamException(
        Reason.FENCED,
        "another sampler has taken over %s; generations of milestone %d of this one were not kept"
            .formatted(run, milestone),
        "leave the run to the other sampler, or stop that one and start this one again",
        cause);
  }

  private ScorestreamException uncommitted(long milestone, KafkaException cause) {
    return new ScorestreamException(
        Reason.UNAVAILABLE,
        "generations of milestone %d of %s could not be committed: %s"
            .formatted(milestone, run, cause.getMessage()),
        "mend Kafka or the registry and start again: the milestone is then sampled anew",
        cause);
  }
}
