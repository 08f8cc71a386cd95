package io.scorestream.trainer.chaos;

import static io.scorestream.trainer.chaos.Rounds.PATIENCE;
import static org.awaitility.Awaitility.await;

import io.scorestream.embedded.EmbeddedRegistry;
import io.scorestream.embedded.RegistryDistribution;
import io.scorestream.embedded.RegistryPorts;
import io.scorestream.run.Run;
import io.scorestream.service.access.RoleNames;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.topics.Keys;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import io.scorestream.trainer.Deployment;
import io.scorestream.trainer.contract.TrainerRole;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * One of three brokers is killed while a trainer writes to it or asks it, and started again when
 * others have taken over what it led.
 */
@EnabledIfSystemProperty(named = "chaos", matches = "all")
class LeaderChaosIT {

  private static final int SHARD = 0;

  @TempDir private Path folder;

  /** Who is killed, and when. */
  private enum Victim {
    LEADER_OF_WEIGHTS(Stage.MID_UPLOAD),
    LEADER_OF_MILESTONES(Stage.AFTER_SEND_BEFORE_COMMIT),
    COORDINATOR_OF_TRANSACTIONS(Stage.AFTER_SEND_BEFORE_COMMIT),
    COORDINATOR_OF_THE_GROUP(Stage.MID_MILESTONE);

    private final Stage stage;

    Victim(Stage stage) {
      this.stage = stage;
    }

    BrokerProcess in(BrokerCluster cluster, Deployment deployment) {
      TopicCatalogue topics = deployment.clients().topics();
      RoleNames names = TrainerRole.ROLE.names(topics);
      Run run = new Run(deployment.small("r").setShards(Rounds.SHARDS).build());
      return switch (this) {
        case LEADER_OF_WEIGHTS ->
            cluster.leader(
                topics.weights().name(),
                Keys.networkPartition(
                    run.id(),
                    run.shards().get(SHARD).networks().get(0),
                    partitions(deployment, topics.weights())));
        case LEADER_OF_MILESTONES ->
            cluster.leader(
                topics.milestones().name(),
                Keys.shardPartition(run.id(), SHARD, partitions(deployment, topics.milestones())));
        case COORDINATOR_OF_TRANSACTIONS ->
            cluster.coordinator(
                "__transaction_state", names.transactionalId(run.shards().get(SHARD).id()));
        case COORDINATOR_OF_THE_GROUP -> cluster.coordinator("__consumer_offsets", names.group());
      };
    }

    private static int partitions(Deployment deployment, Topic topic) {
      return deployment.clients().partitions(topic);
    }
  }

  @Test
  void leaders_killedInTurn_andStartedAgain() throws Exception {
    try (BrokerCluster cluster = BrokerCluster.start(folder);
        EmbeddedRegistry registry =
            EmbeddedRegistry.start(
                RegistryDistribution.locate(),
                folder.resolve("registry"),
                RegistryPorts.FREE,
                folder.resolve("registry.log"))) {
      Rounds rounds =
          new Rounds(
              new ConnectionSettings(
                  cluster.bootstrapServers(), registry.url(), new TopicCatalogue("any"), Map.of()),
              folder);
      for (Victim victim : Victim.values()) {
        rounds.happen(
            "three brokers, killed " + victim,
            deployment -> {
              cluster.awaitInSync();
              return kill(cluster, victim, rounds, deployment);
            });
      }
      System.out.println(rounds.table());
    }
  }

  private static long kill(
      BrokerCluster cluster, Victim victim, Rounds rounds, Deployment deployment) {
    BrokerProcess broker = victim.in(cluster, deployment);
    Map<String, String> moment =
        Map.of(
            SignalAt.STAGE,
            victim.stage.name(),
            SignalAt.SHARD,
            String.valueOf(SHARD),
            SignalAt.OCCURRENCE,
            String.valueOf(rounds.moment(2)),
            SignalAt.PROCESS,
            String.valueOf(broker.pid()));
    rounds.start(deployment, "only", moment, Map.of());
    await().atMost(PATIENCE).until(() -> !broker.isAlive());
    long killed = System.currentTimeMillis();
    cluster.awaitOtherLeaders(broker);
    broker.startAgain();
    rounds.awaitSupervised(deployment, () -> rounds.start(deployment, "again"));
    return killed;
  }
}
