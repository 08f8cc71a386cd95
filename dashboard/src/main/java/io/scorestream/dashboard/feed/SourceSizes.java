package io.scorestream.dashboard.feed;

import io.scorestream.dashboard.board.Board;
import io.scorestream.events.SampleBatch;
import io.scorestream.events.SourceInfo;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.topics.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many samples sources have, by the last records of their partitions: of a source that has been
 * quiet while others of its partition were not, it may not be known. Owned by one thread.
 */
final class SourceSizes implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SourceSizes.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** Records that are read at once: most of what comes in a second is not looked at. */
  private static final int STRETCH = 16;

  /** Records that are read of a source that is not known yet. */
  private static final int FIRST_STRETCH = 512;

  private final Topic topic;
  private final Consumer<String, byte[]> consumer;
  private final EventReader<SampleBatch> reader;
  private final Map<String, Long> sizes = new HashMap<>();
  private final Set<String> searched = new HashSet<>();
  private final Map<TopicPartition, Long> next = new HashMap<>();

  SourceSizes(KafkaClients clients) {
    this.topic = clients.topics().samples();
    this.consumer = clients.consumer("dashboard-sizes");
    this.reader = new EventReader<>(clients.connection(), topic, SampleBatch.class);
  }

  /** Ends a look from another thread. */
  void wakeup() {
    consumer.wakeup();
  }

  /** Tells the board how many samples sources have. Where Kafka does not say, nothing is told. */
  void look(Board board) {
    for (SourceInfo source : board.sources().values()) {
      TopicPartition partition = new TopicPartition(topic.name(), source.getPartition());
      try {
        read(partition, source.getSource());
      } catch (WakeupException e) {
        throw e;
      } catch (KafkaException | ScorestreamException e) {
        LOG.debug("samples of {} are not counted", source.getSource(), e);
        return;
      }
      Long size = sizes.get(source.getSource());
      if (size != null) {
        board.counted(source.getSource(), size, System.nanoTime());
      }
    }
  }

  private void read(TopicPartition partition, String source) {
    List<TopicPartition> only = List.of(partition);
    long beginning = consumer.beginningOffsets(only).getOrDefault(partition, 0L);
    long end = consumer.endOffsets(only).getOrDefault(partition, 0L);
    long known = next.getOrDefault(partition, beginning);
    boolean isNew = !sizes.containsKey(source) && searched.add(source);
    long start = isNew ? end - FIRST_STRETCH : Math.max(known, end - STRETCH);
    consumer.assign(only);
    consumer.seek(partition, Math.max(beginning, start));
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (consumer.position(partition) < end && System.nanoTime() < deadline) {
      consumer.poll(POLL).forEach(this::take);
    }
    next.put(partition, consumer.position(partition));
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    try {
      SampleBatch batch = reader.read(record);
      if (batch != null) {
        sizes.merge(batch.getSource(), batch.getFirstSequence() + batch.getCount(), Math::max);
      }
    } catch (ScorestreamException e) {
      LOG.debug("not counted", e);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
