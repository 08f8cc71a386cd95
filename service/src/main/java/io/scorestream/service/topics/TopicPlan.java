package io.scorestream.service.topics;

import io.scorestream.topics.Topic;
import java.util.Map;

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

  /** It exists as declared. */
  record Present(Topic topic) implements TopicPlan {
    @Override
    public String toString() {
      return topic + ": exists";
    }
  }

  /**
   * It exists with other settings.
   *
   * @param differences setting, and what it is instead of what it should be
   */
  record Different(Topic topic, Map<String, String> differences) implements TopicPlan {
    @Override
    public String toString() {
      return topic + ": " + differences;
    }
  }
}
