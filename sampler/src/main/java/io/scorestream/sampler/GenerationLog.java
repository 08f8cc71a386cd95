package io.scorestream.sampler;

import io.scorestream.events.GenerationBatch;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.TopicScan;
import io.scorestream.service.kafka.Unavailable;
import io.scorestream.topics.Keys;
import io.scorestream.topics.Topic;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The generations topic: what it holds, and more for it, a milestone in one transaction. Owned by
 * one thread.
 *
 * <p>Each run has a transactional id of its own, so that the sampler which serves a run last fences
 * the others.
 */
final class GenerationLog implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GenerationLog.class);

  private final KafkaClients clients;
  private final Topic topic;
  private final String instance;
  private final Map<String, Producer<String, SpecificRecord>> producers = new HashMap<>();

  GenerationLog(KafkaClients clients, String instance) {
    this.clients = clients;
    this.topic = clients.topics().generations();
    this.instance = instance;
  }

  /** Milestones whose generations are there. */
  Set<PendingMilestones.Milestone> milestones() {
    EventReader<GenerationBatch> reader =
        new EventReader<>(clients.connection(), topic, GenerationBatch.class);
    Set<PendingMilestones.Milestone> milestones = new HashSet<>();
    TopicScan.all(
        clients,
        topic,
        record -> {
          GenerationBatch batch = reader.read(record);
          if (batch != null) {
            milestones.add(new PendingMilestones.Milestone(batch.getRun(), batch.getMilestone()));
          }
        });
    return milestones;
  }

  /** Publishes a milestone's generations: all of them, or none. */
  void publish(List<GenerationBatch> batches) {
    String run = batches.get(0).getRun();
    try {
      Producer<String, SpecificRecord> producer = producers.computeIfAbsent(run, this::initialised);
      producer.beginTransaction();
      for (GenerationBatch batch : batches) {
        String key = Keys.milestone(run, batch.getMilestone());
        Future<RecordMetadata> sent =
            producer.send(new ProducerRecord<>(topic.name(), 0, key, batch));
        LOG.trace("sent batch {} of {}: {}", batch.getBatch(), key, sent);
      }
      producer.commitTransaction();
    } catch (ProducerFencedException e) {
      throw new ScorestreamException(
          Reason.FENCED,
          "another sampler has taken over run " + run,
          "let that one go on; nothing of this one's unfinished work was published",
          e);
    } catch (KafkaException e) {
      throw Unavailable.kafka(clients.connection().bootstrapServers(), e);
    }
  }

  private Producer<String, SpecificRecord> initialised(String run) {
    String prefix = topic.name().substring(0, topic.name().indexOf('.'));
    Producer<String, SpecificRecord> producer =
        clients.transactionalProducer(
            "sampler-" + instance + "-" + run, prefix + "-sampler-" + run);
    producer.initTransactions();
    return producer;
  }

  @Override
  public void close() {
    producers.values().forEach(Producer::close);
  }
}
