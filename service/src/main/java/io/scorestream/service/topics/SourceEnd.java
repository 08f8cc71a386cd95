package io.scorestream.service.topics;

import static java.util.Objects.requireNonNull;

import io.scorestream.events.SampleBatch;
import io.scorestream.events.codec.SampleBatches;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.Unavailable;
import io.scorestream.topics.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the last batch of a source in its partition that goes on from the one before it: a number
 * far ahead was written by somebody else, and who went on from it would leave all between out. It
 * reads ever longer stretches from the end back until it has two such batches, no record twice.
 */
public final class SourceEnd {

  private static final Logger LOG = LoggerFactory.getLogger(SourceEnd.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int GROWTH = 4;

  private final Consumer<String, byte[]> consumer;
  private final TopicPartition partition;
  private final EventReader<SampleBatch> reader;

  SourceEnd(
      Consumer<String, byte[]> consumer,
      TopicPartition partition,
      EventReader<SampleBatch> reader) {
    this.consumer = consumer;
    this.partition = partition;
    this.reader = reader;
  }

  /** How many samples the source has sent, which is the sequence number of its next one. */
  public static long sent(KafkaClients clients, String source) {
    return find(clients, source, SourcePlaces.partition(clients, source))
        .map(it -> it.getFirstSequence() + it.getCount())
        .orElse(0L);
  }

  /**
   * The source's last batch; empty where the topic has none of it.
   *
   * @param partition that the source lies in
   */
  public static Optional<SampleBatch> find(KafkaClients clients, String source, int partition) {
    Topic topic = clients.topics().samples();
    try (Consumer<String, byte[]> consumer = clients.consumer("end-" + source)) {
      EventReader<SampleBatch> reader =
          new EventReader<>(clients.connection(), topic, SampleBatch.class);
      return new SourceEnd(consumer, new TopicPartition(topic.name(), partition), reader)
          .find(source);
    } catch (KafkaException e) {
      throw Unavailable.kafka(clients.connection().bootstrapServers(), e);
    }
  }

  Optional<SampleBatch> find(String source) {
    List<TopicPartition> only = List.of(partition);
    consumer.assign(only);
    long beginning = requireNonNull(consumer.beginningOffsets(only).get(partition));
    long end = requireNonNull(consumer.endOffsets(only).get(partition));
    @Nullable SampleBatch later = null;
    for (long stretch = 2; end > beginning; stretch *= GROWTH) {
      long start = Math.max(beginning, end - stretch);
      Joint joint = new Joint();
      read(start, end, source, joint);
      if (later != null) {
        joint.add(later);
      }
      if (joint.goesOn != null) {
        return Optional.of(joint.goesOn);
      }
      later = joint.first;
      end = start;
    }
    return Optional.ofNullable(later);
  }

  /** The last of consecutive batches that goes on from the one before it, and the first of all. */
  private static final class Joint {

    private @Nullable SampleBatch first;
    private @Nullable SampleBatch goesOn;
    private long next;

    void add(SampleBatch batch) {
      if (first == null) {
        first = batch;
      } else if (batch.getFirstSequence() <= next) {
        goesOn = batch;
      } else {
        LOG.warn(
            "source {}: a batch that begins at sample {} does not go on from the one before it,"
                + " which ends before sample {}; it is not counted unless others go on from it",
            batch.getSource(),
            batch.getFirstSequence(),
            next);
      }
      next = batch.getFirstSequence() + batch.getCount();
    }
  }

  private void read(long start, long end, String source, Joint joint) {
    consumer.seek(partition, start);
    while (consumer.position(partition) < end) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        SampleBatch batch =
            record.offset() < end && source.equals(record.key()) ? read(record) : null;
        if (batch != null) {
          joint.add(batch);
        }
      }
    }
  }

  /** A record that holds no samples cannot be where the samples end. */
  private @Nullable SampleBatch read(ConsumerRecord<String, byte[]> record) {
    try {
      SampleBatch batch = reader.read(record);
      if (batch != null) {
        SampleBatches.requireSound(batch, batch.getDimension());
      }
      return batch;
    } catch (IllegalArgumentException e) {
      LOG.warn("passed over the {}: {}", EventReader.place(record), e.getMessage());
      return null;
    } catch (ScorestreamException e) {
      if (e.reason() != Reason.BAD_DATA) {
        throw e;
      }
      LOG.warn("passed over what is not a sample batch: {}", e.getMessage());
      return null;
    }
  }
}
