package io.scorestream.service.topics;

import static io.scorestream.service.kafka.Answers.await;
import static java.util.Objects.requireNonNull;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.TopicLayout;
import io.scorestream.service.kafka.Unavailable;
import io.scorestream.topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Compares the catalogue with a cluster, and creates what is missing. Never changes a topic that
 * exists.
 */
public final class TopicAdministration {

  private static final Duration VISIBLE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(50);

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
   * Creates the topics that are missing: all of them, or none where the cluster would refuse one.
   *
   * @param wanted how they are to be
   * @return what was done
   * @throws ScorestreamException with {@link Reason#CONFLICT} when a topic exists that does not
   *     serve, with {@link Reason#USAGE} when the cluster cannot make them so
   */
  public List<TopicPlan> apply(NewTopics wanted) {
    try (Admin admin = clients.admin()) {
      long end = System.nanoTime() + VISIBLE.toNanos();
      while (true) {
        List<TopicPlan> plans = plan(admin);
        refuseUnfit(plans);
        try {
          create(admin, missing(plans), wanted);
          return plans;
        } catch (TopicExistsException raced) {
          // Somebody creates them too: the brokers show what is there in a moment.
          if (System.nanoTime() >= end) {
            throw raced;
          }
          pause();
        }
      }
    } catch (ScorestreamException e) {
      throw e;
    } catch (InvalidPartitionsException
        | InvalidConfigurationException
        | PolicyViolationException e) {
      throw new ScorestreamException(
          Reason.USAGE,
          "Kafka at %s cannot create topics of %s: %s"
              .formatted(clients.connection().bootstrapServers(), wanted, e.getMessage()),
          "ask for what it can do with --partitions and --replication-factor, or start more"
              + " brokers; nothing was created",
          e);
    } catch (KafkaException e) {
      throw Unavailable.kafka(clients.connection().bootstrapServers(), e);
    }
  }

  /** A rehearsal first tells how many copies there will be, and what the cluster would refuse. */
  private static void create(Admin admin, List<Topic> missing, NewTopics wanted) {
    CreateTopicsResult rehearsed =
        admin.createTopics(
            missing.stream().map(wanted::request).toList(),
            new CreateTopicsOptions().validateOnly(true));
    await(rehearsed.all());
    List<NewTopic> requests = new ArrayList<>();
    for (Topic topic : missing) {
      requests.add(wanted.request(topic, await(rehearsed.replicationFactor(topic.name()))));
    }
    await(admin.createTopics(requests).all());
    awaitVisible(admin, missing);
  }

  /** The controller knows a new topic a moment before the brokers that are asked for it do. */
  private static void awaitVisible(Admin admin, List<Topic> created) {
    List<String> names = created.stream().map(Topic::name).toList();
    long end = System.nanoTime() + VISIBLE.toNanos();
    while (true) {
      try {
        await(admin.describeTopics(names).allTopicNames());
        return;
      } catch (UnknownTopicOrPartitionException e) {
        if (System.nanoTime() >= end) {
          throw e;
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptException(e);
    }
  }

  /**
   * Returns when every topic of the catalogue exists and serves; services start with this.
   *
   * @throws ScorestreamException naming the topics that are missing or would lose or refuse records
   */
  public void require() {
    List<TopicPlan> plans = plan();
    refuseUnfit(plans);
    List<String> missing = missing(plans).stream().map(Topic::name).toList();
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

  /**
   * How long the cluster keeps a topic's records.
   *
   * @return empty for ever
   */
  public Optional<Duration> retention(Topic topic) {
    try (Admin admin = clients.admin()) {
      Config config =
          requireNonNull(
              await(admin.describeConfigs(List.of(resource(topic))).all()).get(resource(topic)));
      long millis = Long.parseLong(config.get(TopicConfig.RETENTION_MS_CONFIG).value());
      return millis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    } catch (KafkaException e) {
      throw Unavailable.kafka(clients.connection().bootstrapServers(), e);
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
      TopicDescription description = described.get(topic.name());
      Config config = configs.get(resource(topic));
      plans.add(
          description == null || config == null
              ? new TopicPlan.Missing(topic)
              : compared(topic, description, config));
    }
    return plans;
  }

  private static TopicPlan compared(Topic topic, TopicDescription description, Config config) {
    TopicLayout layout = TopicLayout.of(description);
    Map<String, String> values = new HashMap<>();
    config.entries().forEach(entry -> values.put(entry.name(), entry.value()));
    List<String> harms = new TopicSettings(layout, values).harms(topic);
    return harms.isEmpty()
        ? new TopicPlan.Present(topic, layout)
        : new TopicPlan.Unfit(topic, harms);
  }

  private static List<Topic> missing(List<TopicPlan> plans) {
    return plans.stream()
        .filter(TopicPlan.Missing.class::isInstance)
        .map(TopicPlan::topic)
        .toList();
  }

  private static void refuseUnfit(List<TopicPlan> plans) {
    List<String> unfit =
        plans.stream().filter(TopicPlan.Unfit.class::isInstance).map(TopicPlan::toString).toList();
    if (!unfit.isEmpty()) {
      throw new ScorestreamException(
          Reason.CONFLICT,
          "topics exist with settings that would lose or refuse records: "
              + String.join("; ", unfit),
          "change them with Kafka's own tools, or use another topic.prefix (--topic-prefix);"
              + " nothing was changed");
    }
  }

  private static ConfigResource resource(Topic topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
  }
}
