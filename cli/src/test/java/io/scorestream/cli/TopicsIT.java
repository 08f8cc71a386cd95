package io.scorestream.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.fixtures.RunningStack;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.TopicLayout;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.topics.Spread;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@code topics} makes on a real broker, and what it accepts there. */
@ExtendWith(RunningStack.class)
class TopicsIT {

  private static EmbeddedStack stack;

  @BeforeAll
  static void start(EmbeddedStack running) {
    stack = running;
  }

  @Test
  void partitions_areThoseAskedFor_andReadFromTheCluster() {
    assertThat(topics("asked", "apply", "--partitions=5").exitCode()).isZero();
    KafkaClients clients = clients("asked");
    assertThat(clients.topics().all())
        .allSatisfy(
            topic ->
                assertThat(clients.layout(topic))
                    .isEqualTo(new TopicLayout(topic.spread() == Spread.SINGLE ? 1 : 5, 1)));
    assertThat(topics("asked", "plan").out()).contains("exists, partitions: 5, replicas: 1");
  }

  @Test
  void partitions_areTwelve_whereNobodyAsks() {
    assertThat(topics("silent", "apply").exitCode()).isZero();
    KafkaClients clients = clients("silent");
    assertThat(clients.partitions(clients.topics().milestones())).isEqualTo(12);
  }

  @Test
  void replicasInSync_areOne_whereThereIsOneReplica() throws Exception {
    topics("sync", "apply");
    KafkaClients clients = clients("sync");
    ConfigResource runs =
        new ConfigResource(ConfigResource.Type.TOPIC, clients.topics().runs().name());
    try (Admin admin = clients.admin()) {
      Config config = requireNonNull(admin.describeConfigs(List.of(runs)).all().get().get(runs));
      assertThat(config.get("min.insync.replicas").value()).isEqualTo("1");
    }
  }

  @Test
  void moreReplicasThanBrokers_areRefusedWithTheReason_andNothingIsCreated() {
    topics("many", "apply", "--replication-factor=3")
        .failsClearly(64, "only 1 broker", "--replication-factor", "nothing was created");
    assertThat(topics("many", "plan").out().lines()).allMatch(line -> line.endsWith("created"));
  }

  @Test
  void topicThatExists_servesWithMorePartitions_andIsRefusedWhereItLosesRecords() throws Exception {
    KafkaClients clients = clients("existing");
    Topic metrics = clients.topics().trainingMetrics();
    create(clients, metrics, 3, Map.of("retention.ms", "-1"));
    assertThat(topics("existing", "apply", "--partitions=2").exitCode()).isZero();
    assertThat(clients.partitions(metrics)).isEqualTo(3);

    KafkaClients losing = clients("losing");
    create(losing, losing.topics().samples(), 1, Map.of("retention.ms", "1000"));
    topics("losing", "apply").failsClearly(78, "losing.samples.v1", "retention.ms is 1000");
    assertThat(topics("losing", "plan").exitCode()).isEqualTo(1);
  }

  private static void create(
      KafkaClients clients, Topic topic, int partitions, Map<String, String> settings)
      throws Exception {
    try (Admin admin = clients.admin()) {
      admin
          .createTopics(
              List.of(new NewTopic(topic.name(), partitions, (short) 1).configs(settings)))
          .all()
          .get();
    }
  }

  private static Invocation topics(String prefix, String... arguments) {
    return Invocation.of(
        Stream.of(
                Stream.of("topics"),
                Arrays.stream(arguments),
                Stream.of(
                    "--topic-prefix=" + prefix,
                    "--bootstrap-servers=" + stack.bootstrapServers(),
                    "--registry-url=" + stack.registryUrl()))
            .flatMap(part -> part)
            .toArray(String[]::new));
  }

  private static KafkaClients clients(String prefix) {
    return new KafkaClients(
        new ConnectionSettings(
            stack.bootstrapServers(), stack.registryUrl(), new TopicCatalogue(prefix), Map.of()));
  }
}
