package io.scorestream.trainer.ingest;

import static java.util.Objects.requireNonNull;

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

/**
 * A topic with samples, as the cluster knows it.
 *
 * @param cluster id of the cluster
 * @param name its name
 * @param id its id in the cluster
 */
record SamplesTopic(String cluster, String name, String id) {

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
