package io.scorestream.evaluator.samples;

import static java.util.Objects.requireNonNull;

import io.scorestream.evaluator.measure.RecentlyUsed;
import io.scorestream.events.SampleBatch;
import io.scorestream.events.SampleOffset;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.BadRecords;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.Unavailable;
import io.scorestream.topics.Topic;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads runs' samples from the samples topic itself, on demand, and goes on where it stopped. The
 * topic keeps every sample for ever, so nothing has to be stored a second time, and a run that is
 * declared after its samples came is served like any other. Guarded by its own monitor: who asks
 * while it reads would read the same.
 */
public final class KafkaSamples implements Samples {

  private static final Duration POLL = Duration.ofMillis(200);

  /** Samples are kept up to 128 MiB, beyond one run's. */
  private static final long KEPT_NUMBERS = 32L * 1024 * 1024;

  private final KafkaClients clients;
  private final BadRecords badRecords;
  private final RecentlyUsed<String, SamplePrefix> prefixes =
      new RecentlyUsed<>(KEPT_NUMBERS, SamplePrefix::most, dropped -> {});

  /**
   * @param badRecords what to do with a sample record that cannot be read
   */
  public KafkaSamples(KafkaClients clients, BadRecords badRecords) {
    this.clients = clients;
    this.badRecords = badRecords;
  }

  @Override
  public synchronized Rows before(Run run, Subset subset, List<SampleOffset> place, int limit) {
    if (place.size() != 1) {
      throw new IllegalArgumentException(
          "a place in %s partitions; samples have one".formatted(place.size()));
    }
    SampleOffset end = place.get(0);
    SamplePrefix prefix =
        prefixes.get(
            String.join("/", run.hash(), subset.name(), "" + limit),
            () -> new SamplePrefix(subset, run, limit));
    if (!prefix.covers(end)) {
      try {
        read(run, prefix, end);
      } catch (KafkaException e) {
        throw Unavailable.kafka(clients.connection().bootstrapServers(), e);
      }
    }
    return prefix.before(end);
  }

  private void read(Run run, SamplePrefix prefix, SampleOffset end) {
    Topic topic = topic(run);
    EventReader<SampleBatch> reader =
        new EventReader<>(clients.connection(), topic, SampleBatch.class);
    TopicPartition partition = new TopicPartition(topic.name(), end.getPartition());
    try (Consumer<String, byte[]> consumer = clients.consumer("evaluator-samples")) {
      consumer.assign(List.of(partition));
      consumer.seek(partition, prefix.nextOffset());
      requireReached(run, consumer, partition, end);
      while (!prefix.covers(end)) {
        consumer.poll(POLL).forEach(record -> add(prefix, reader, record));
        prefix.passTo(consumer.position(partition));
      }
    }
  }

  private void add(
      SamplePrefix prefix, EventReader<SampleBatch> reader, ConsumerRecord<String, byte[]> record) {
    try {
      SampleBatch batch = reader.read(record);
      if (batch != null) {
        prefix.add(record.offset(), batch);
      }
    } catch (IllegalArgumentException e) {
      badRecords.refuse(record, BadRecords.unsound(EventReader.place(record), e));
    } catch (ScorestreamException e) {
      badRecords.refuse(record, e);
    }
  }

  private static void requireReached(
      Run run, Consumer<String, byte[]> consumer, TopicPartition partition, SampleOffset end) {
    long reached = requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
    if (reached <= end.getOffset()) {
      throw new ScorestreamException(
          Reason.BAD_DATA,
          "%s was trained on samples up to offset %s of topic %s, partition %s, which ends at %s"
              .formatted(run, end.getOffset(), partition.topic(), partition.partition(), reached),
          "find out who deleted samples, and start a new run on those that are left; no metric was"
              + " written");
    }
  }

  private Topic topic(Run run) {
    Topic samples = clients.topics().samples();
    return new Topic(
        samples.entity(),
        run.spec().getSamplesTopic(),
        samples.key(),
        samples.valueType(),
        samples.spread(),
        samples.settings());
  }
}
