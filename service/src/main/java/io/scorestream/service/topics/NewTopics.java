package io.scorestream.service.topics;

import io.scorestream.topics.Spread;
import io.scorestream.topics.Topic;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How topics that are missing are to be created.
 *
 * @param partitions of each topic that is wide: at most so many processes of a service share work
 * @param replicas copies of each partition, or {@link #CLUSTER_DEFAULT}
 */
public record NewTopics(int partitions, short replicas) {

  /** Partitions of a deployment that asks for no other number. */
  public static final int DEFAULT_PARTITIONS = 12;

  /** As many copies as the cluster makes of topics that ask for no number. */
  public static final short CLUSTER_DEFAULT = -1;

  /** Checks both. */
  public NewTopics {
    if (partitions < 1) {
      throw new IllegalArgumentException("a topic needs a partition, not " + partitions);
    }
    if (replicas < 1 && replicas != CLUSTER_DEFAULT) {
      throw new IllegalArgumentException("a partition needs a copy, not " + replicas);
    }
  }

  /**
   * Copies that must hold a record before it counts as written: with three or more copies two, so
   * that one broker may be gone and another lost; with fewer one, so that one may be gone.
   */
  public static int minInSyncReplicas(int replicas) {
    return replicas >= 3 ? 2 : 1;
  }

  /** The request for a topic, with the cluster's own number of copies that must be in sync. */
  NewTopic request(Topic topic) {
    int number = topic.spread() == Spread.SINGLE ? 1 : partitions;
    return new NewTopic(topic.name(), number, replicas).configs(topic.settings());
  }

  /**
   * The same, with as many in sync as befit the copies.
   *
   * @param counted copies that the cluster would make
   */
  NewTopic request(Topic topic, int counted) {
    Map<String, String> settings = new HashMap<>(topic.settings());
    settings.put(
        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, String.valueOf(minInSyncReplicas(counted)));
    return request(topic).configs(settings);
  }

  @Override
  public String toString() {
    return partitions
        + " partitions with "
        + (replicas == CLUSTER_DEFAULT ? "the cluster's number of" : String.valueOf(replicas))
        + " replicas";
  }
}
