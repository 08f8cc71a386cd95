package io.scorestream.service.access;

import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import java.util.List;
import java.util.function.Function;

/**
 * Who works with the topics, and with which of them; each service declares its own. Beside these
 * every role may see how all topics of the deployment are set, which services do at their start,
 * and write what it is doing.
 *
 * @param name lower case, such as {@code trainer}
 * @param reads topics that it reads
 * @param writes topics that it writes, beside the activity topic
 * @param making which topics it makes
 * @param transacts whether it writes in transactions; who may, can hold readers of committed
 *     records up for as long as Kafka lets a transaction last
 */
public record Role(
    String name,
    Function<TopicCatalogue, List<Topic>> reads,
    Function<TopicCatalogue, List<Topic>> writes,
    Making making,
    boolean transacts) {

  /** Which topics a role makes. */
  public enum Making {
    /** None. */
    NONE,
    /** Topics of its own, whose names begin with its own; it deletes them too. */
    OWN,
    /** Those of the deployment. */
    DEPLOYMENT
  }

  /** A role that makes no topics and writes in transactions. */
  public static Role of(
      String name,
      Function<TopicCatalogue, List<Topic>> reads,
      Function<TopicCatalogue, List<Topic>> writes) {
    return new Role(name, reads, writes, Making.NONE, /* transacts= */ true);
  }

  /** What it calls itself in a deployment. */
  public RoleNames names(TopicCatalogue topics) {
    return new RoleNames(topics.prefix(), name);
  }

  @Override
  public String toString() {
    return name;
  }
}
