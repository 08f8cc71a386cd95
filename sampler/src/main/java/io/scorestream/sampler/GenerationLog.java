package io.scorestream.sampler;

import io.scorestream.events.GenerationBatch;
import io.scorestream.events.MilestoneReached;
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
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of a partition of the generations. Opening it fences every older one, so that the
 * milestones read after that are all there are, and none is written twice. Owned by one thread.
 */
final class GenerationLog implements AutoCloseable {

  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final KafkaClients clients;
  private final Topic topic;
  private final int partition;
  private final Producer<String, SpecificRecord> producer;
  private final Set<Sampled> sampled = new HashSet<>();

  /** A milestone that has its generations. */
  private record Sampled(String run, int incarnation, String specHash, long milestone) {
    static Sampled of(GenerationBatch batch) {
      return new Sampled(
          batch.getRun(), batch.getIncarnation(), batch.getSpecHash(), batch.getMilestone());
    }

    static Sampled of(MilestoneReached reached) {
      return new Sampled(
          reached.getRun(),
          reached.getIncarnation(),
          reached.getSpecHash(),
          reached.getMilestone());
    }
  }

  private GenerationLog(
      KafkaClients clients, int partition, Producer<String, SpecificRecord> producer) {
    this.clients = clients;
    this.topic = clients.topics().generations();
    this.partition = partition;
    this.producer = producer;
  }

  /**
   * Takes the partition over, and reads which milestones have their generations.
   *
   * @param instance names this process in the brokers' logs
   */
  static GenerationLog open(KafkaClients clients, int partition, String instance) {
    RoleNames names = SamplerRole.ROLE.names(clients.topics());
    String number = String.valueOf(partition);
    Producer<String, SpecificRecord> producer =
        clients.transactionalProducer(
            names.client(instance, number), names.transactionalId(number));
    GenerationLog log = new GenerationLog(clients, partition, producer);
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

  /** Whether the generations of a milestone that falls here are committed. */
  boolean contains(MilestoneReached reached) {
    return sampled.contains(Sampled.of(reached));
  }

  /**
   * Writes a milestone's generations in one transaction: when this returns all are there, when it
   * throws none is.
   *
   * @param batches at least one
   * @throws ScorestreamException with {@link Reason#FENCED} when another sampler has the partition
   *     now, or the transaction took too long
   */
  void commit(List<GenerationBatch> batches) {
    GenerationBatch first = batches.get(0);
    String key = Keys.milestone(first.getRun(), first.getMilestone());
    try {
      producer.beginTransaction();
      for (GenerationBatch batch : batches) {
        // Not awaited: where a send fails, so does the commit.
        Future<RecordMetadata> unused =
            producer.send(new ProducerRecord<>(topic.name(), partition, key, batch));
      }
      producer.commitTransaction();
      sampled.add(Sampled.of(first));
    } catch (KafkaException e) {
      throw Fencing.isFenced(e) ? fenced(key, e) : uncommitted(key, e);
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
    TopicScan.partition(clients, topic, partition, record -> take(record, reader.read(record)));
  }

  private void take(ConsumerRecord<String, byte[]> record, @Nullable GenerationBatch batch) {
    if (batch != null) {
      sampled.add(Sampled.of(batch));
    } else if (record.key() != null) {
      sampled.removeIf(it -> it.run().equals(Keys.run(record.key())));
    }
  }

  private ScorestreamException fenced(String key, KafkaException cause) {
    return new ScorestreamException(
        Reason.FENCED,
        "generations of %s were not committed: another sampler has taken over partition %s of %s, or it took too long"
            .formatted(key, partition, topic),
        "see whether Kafka was well, and raise kafka.transaction.timeout.ms",
        cause);
  }

  private ScorestreamException uncommitted(String key, KafkaException cause) {
    return new ScorestreamException(
        Reason.UNAVAILABLE,
        "generations of %s could not be committed: %s".formatted(key, Unavailable.why(cause)),
        "mend Kafka or the registry and start again: the milestone is then sampled anew",
        cause);
  }
}
