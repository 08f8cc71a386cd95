package io.scorestream.evaluator;

import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.metrics.ServiceMeters;
import io.scorestream.topics.Topic;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.TaskMetadata;

/** What Kafka Streams counts of itself, and how far it is behind. Safe from any thread. */
final class StreamsMeters implements AutoCloseable {

  private final Optional<KafkaStreamsMetrics> metrics;

  private StreamsMeters(Optional<KafkaStreamsMetrics> metrics) {
    this.metrics = metrics;
  }

  /** Shows them until this is closed. */
  static StreamsMeters of(KafkaStreams streams, KafkaClients clients) {
    for (Topic topic : List.of(clients.topics().milestones(), clients.topics().generations())) {
      clients.meters().watch(ServiceMeters.LAG, () -> behind(streams, topic.name()), topic.name());
    }
    return new StreamsMeters(
        clients
            .meters()
            .registry()
            .map(
                registry -> {
                  KafkaStreamsMetrics bound = new KafkaStreamsMetrics(streams);
                  bound.bindTo(registry);
                  return bound;
                }));
  }

  @Override
  public void close() {
    metrics.ifPresent(KafkaStreamsMetrics::close);
  }

  /** Records between what is committed and the newest that was seen; not known at a standstill. */
  private static double behind(KafkaStreams streams, String topic) {
    if (!streams.state().isRunningOrRebalancing()) {
      return Double.NaN;
    }
    return streams.metadataForLocalThreads().stream()
        .flatMap(thread -> thread.activeTasks().stream())
        .mapToLong(task -> behind(task, topic))
        .sum();
  }

  private static long behind(TaskMetadata task, String topic) {
    long records = 0;
    for (TopicPartition partition : task.topicPartitions()) {
      if (partition.topic().equals(topic)) {
        long end = task.endOffsets().getOrDefault(partition, 0L);
        long done = Math.max(0, task.committedOffsets().getOrDefault(partition, 0L));
        records += Math.max(0, end - done);
      }
    }
    return records;
  }
}
