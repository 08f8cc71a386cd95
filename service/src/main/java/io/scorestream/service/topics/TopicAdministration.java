package io.scorestream.service.topics;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.Unavailable;
import io.scorestream.topics.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Compares the catalogue with a cluster, and creates what is missing. Never changes a topic that
 * exists.
 */
public final class TopicAdministration {

  private final KafkaClients clients;

  /**
   * @param clients the cluster
   */
  public TopicAdministration(KafkaClients clients) {
    this.clients = clients;
  }

  /** What would have to be done for each topic of the catalogue, in its order. */
  public List<TopicPlan> plan() {
    try (Admin admin = clients.admin()) {
      return plan(admin);
    } catch (KafkaException e) {
      throw Unavailable.kafka(clients.connection().bootstrapServers(), e);
    }
  }

  /**
   * Creates the topics that are missing.
   *
   * @param replication copies of each partition; -1 for the cluster's default
   * @return what was done
   * @throws ScorestreamException with {@link Reason#CONFLICT}, before anything is created, when a
   *     topic exists with other settings
   */
  public List<TopicPlan> apply(short replication) {
    try (Admin admin = clients.admin()) {
      List<TopicPlan> plans = plan(admin);
      refuseConflicts(plans);
      List<NewTopic> missing =
          plans.stream()
              .filter(TopicPlan.Missing.class::isInstance)
              .map(plan -> created(plan.topic(), replication))
              .toList();
      try {
        await(admin.createTopics(missing).all());
      } catch (TopicExistsException raced) {
        refuseConflicts(plan(admin));
      }
      return plans;
    } catch (ScorestreamException e) {
      throw e;
    } catch (KafkaException e) {
      throw Unavailable.kafka(clients.connection().bootstrapServers(), e);
    }
  }

  /**
   * Returns when every topic of the catalogue exists as declared; services start with this.
   *
   * @throws ScorestreamException naming the topics that are missing or have other settings
   */
  public void require() {
    List<TopicPlan> plans = plan();
    refuseConflicts(plans);
    List<String> missing =
        plans.stream()
            .filter(TopicPlan.Missing.class::isInstance)
            .map(plan -> plan.topic().name())
            .toList();
    if (!missing.isEmpty()) {
      throw new ScorestreamException(
          Reason.UNAVAILABLE,
          "Kafka at "
              + clients.connection().bootstrapServers()
              + " has no topic "
              + String.join(", ", missing),
          "run: scorestream topics apply");
    }
  }

  private List<TopicPlan> plan(Admin admin) {
    Set<String> existing = await(admin.listTopics().names());
    List<Topic> present =
        clients.topics().all().stream().filter(topic -> existing.contains(topic.name())).toList();
    Map<String, TopicDescription> described =
        await(admin.describeTopics(present.stream().map(Topic::name).toList()).allTopicNames());
    Map<ConfigResource, Config> configs =
        await(
            admin
                .describeConfigs(present.stream().map(TopicAdministration::resource).toList())
                .all());
    List<TopicPlan> plans = new ArrayList<>();
    for (Topic topic : clients.topics().all()) {
      plans.add(
          existing.contains(topic.name())
              ? compared(topic, described.get(topic.name()), configs.get(resource(topic)))
              : new TopicPlan.Missing(topic));
    }
    return plans;
  }

  private static TopicPlan compared(Topic topic, TopicDescription description, Config config) {
    Map<String, String> differences = new TreeMap<>();
    if (description.partitions().size() != topic.partitions()) {
      differences.put(
          "partitions", description.partitions().size() + " instead of " + topic.partitions());
    }
    topic
        .settings()
        .forEach(
            (name, wanted) -> {
              String found = config.get(name) == null ? "nothing" : config.get(name).value();
              if (!wanted.equals(found)) {
                differences.put(name, found + " instead of " + wanted);
              }
            });
    return differences.isEmpty()
        ? new TopicPlan.Present(topic)
        : new TopicPlan.Different(topic, differences);
  }

  private static void refuseConflicts(List<TopicPlan> plans) {
    List<String> conflicts =
        plans.stream()
            .filter(TopicPlan.Different.class::isInstance)
            .map(TopicPlan::toString)
            .toList();
    if (!conflicts.isEmpty()) {
      throw new ScorestreamException(
          Reason.CONFLICT,
          "topics exist with other settings than the catalogue's: " + String.join("; ", conflicts),
          "change their settings with Kafka's own tools, or use another topic.prefix"
              + " (--topic-prefix); nothing was changed");
    }
  }

  private static NewTopic created(Topic topic, short replication) {
    return new NewTopic(topic.name(), topic.partitions(), replication).configs(topic.settings());
  }

  private static ConfigResource resource(Topic topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while asking the cluster", e);
    }
  }
}
