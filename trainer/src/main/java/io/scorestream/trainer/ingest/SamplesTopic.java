package io.scorestream.trainer.ingest;

import static java.util.Objects.requireNonNull;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.Unavailable;
import io.scorestream.trainer.cache.SourceIdentity;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * A topic with samples, as the cluster knows it.
 *
 * @param cluster id of the cluster
 * @param name its name
 * @param id its id in the cluster
 */
public record SamplesTopic(String cluster, String name, String id) {

  /**
   * Returns where a topic is still the one that a source was read from. Kafka's consumer goes on
   * over a topic that was deleted and made anew, and says nothing.
   *
   * @throws ScorestreamException with {@link Reason#CONFLICT} where it is not
   */
  public static void requireSame(KafkaClients clients, SourceIdentity read) {
    SamplesTopic now;
    try {
      now = describe(clients, read.topic());
    } catch (IllegalArgumentException e) {
      throw madeAnew(read.topic(), e);
    }
    if (!now.id.equals(read.topicId()) || !now.cluster.equals(read.cluster())) {
      throw madeAnew(read.topic(), null);
    }
  }

  private static ScorestreamException madeAnew(String topic, @Nullable Throwable cause) {
    return new ScorestreamException(
        Reason.CONFLICT,
        "topic "
            + topic
            + " was deleted since samples were read from it, so that what has come since may be others",
        "apply the specification under a run id of its own, and start the trainers again, so that they"
            + " read the topic from its beginning",
        cause);
  }

  /** The same topic as another, or else an error as of {@link #requireSame}. */
  void requireSame(SamplesTopic before) {
    if (!equals(before)) {
      throw madeAnew(name, null);
    }
  }

  /**
   * Asks the cluster.
   *
   * @throws IllegalArgumentException when there is no such topic
   */
  static SamplesTopic describe(KafkaClients clients, String name) {
    try (Admin admin = clients.admin()) {
      TopicDescription topic =
          requireNonNull(admin.describeTopics(List.of(name)).allTopicNames().get().get(name));
      String cluster = admin.describeCluster().clusterId().get();
      return new SamplesTopic(cluster, name, topic.topicId().toString());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException
          || e.getCause() instanceof InvalidTopicException) {
        throw new IllegalArgumentException("there is no samples topic " + name, e);
      }
      throw Unavailable.kafka(clients.connection().bootstrapServers(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while asking for topic " + name, e);
    }
  }

  /**
   * A source on it.
   *
   * @param partition that the source lies in
   */
  SourceIdentity source(String source, int partition, int dimension) {
    return new SourceIdentity(cluster, name, id, partition, source, dimension);
  }
}
