package io.scorestream.service.topics;

import io.scorestream.service.kafka.TopicLayout;
import io.scorestream.topics.Topic;
import java.util.List;

/** How one topic of the catalogue stands in a cluster. */
public sealed interface TopicPlan {

  /** The topic as the catalogue declares it. */
  Topic topic();

  /** It has to be created. */
  record Missing(Topic topic) implements TopicPlan {
    @Override
    public String toString() {
      return topic + ": to be created";
    }
  }

  /**
   * It exists, and serves.
   *
   * @param layout its partitions and their copies
   */
  record Present(Topic topic, TopicLayout layout) implements TopicPlan {
    @Override
    public String toString() {
      return "%s: exists, partitions: %s, replicas: %s"
          .formatted(topic, layout.partitions(), layout.replicas());
    }
  }

  /**
   * It exists with settings that would lose or refuse records.
   *
   * @param harms what each such setting is, and would do; at least one
   */
  record Unfit(Topic topic, List<String> harms) implements TopicPlan {
    @Override
    public String toString() {
      return topic + ": " + String.join("; ", harms);
    }
  }
}
