package io.scorestream.service.kafka;

import static java.util.Objects.requireNonNull;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * How a topic lies in a cluster.
 *
 * @param partitions number of partitions, at least 1
 * @param replicas copies of each partition, at least 1
 */
public record TopicLayout(int partitions, int replicas) {

  /** What a description says. */
  public static TopicLayout of(TopicDescription topic) {
    return new TopicLayout(topic.partitions().size(), topic.partitions().get(0).replicas().size());
  }

  /** Asks the cluster for a topic's. */
  static TopicLayout ask(KafkaClients clients, String topic) {
    String servers = clients.connection().bootstrapServers();
    try (Admin admin = clients.admin()) {
      return of(
          requireNonNull(admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic)));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        throw new ScorestreamException(
            Reason.UNAVAILABLE,
            "Kafka at " + servers + " has no topic " + topic,
            "run: scorestream topics apply",
            e);
      }
      throw Unavailable.kafka(servers, e);
    } catch (KafkaException e) {
      throw Unavailable.kafka(servers, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptException(e);
    }
  }
}
