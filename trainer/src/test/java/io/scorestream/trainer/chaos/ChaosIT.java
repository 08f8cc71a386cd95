package io.scorestream.trainer.chaos;

import static io.scorestream.trainer.chaos.Rounds.COMMITS;
import static io.scorestream.trainer.chaos.Rounds.PATIENCE;
import static io.scorestream.trainer.chaos.Rounds.SHARDS;
import static io.scorestream.trainer.chaos.Rounds.isDone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scorestream.embedded.EmbeddedKafka;
import io.scorestream.embedded.EmbeddedRegistry;
import io.scorestream.embedded.KafkaPorts;
import io.scorestream.embedded.RegistryDistribution;
import io.scorestream.embedded.RegistryPorts;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.topics.TopicCatalogue;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Faults that happen to trainers, and to what they need; {@link Rounds} repeats them. */
class ChaosIT {

  @TempDir static Path folder;
  private static EmbeddedKafka kafka;
  private static EmbeddedRegistry registry;
  private static ConnectionSettings connection;
  private static Rounds rounds;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.start(folder.resolve("kafka"), KafkaPorts.FREE);
    registry = startRegistry(RegistryPorts.FREE);
    connection =
        new ConnectionSettings(
            kafka.bootstrapServers(), registry.url(), new TopicCatalogue("any"), Map.of());
    rounds = new Rounds(connection, folder);
  }

  @AfterAll
  static void stop() {
    registry.close();
    kafka.close();
    System.out.println(rounds.table());
  }

  @Test
  @EnabledIfSystemProperty(named = "chaos", matches = "all")
  void killed_beforeTraining() {
    kill(Stage.BEFORE_TRAINING);
  }

  @Test
  void killed_inTheMiddleOfAMilestone() {
    kill(Stage.MID_MILESTONE);
  }

  @Test
  void killed_betweenSendAndCommit() {
    kill(Stage.AFTER_SEND_BEFORE_COMMIT);
  }

  @Test
  @EnabledIfSystemProperty(named = "chaos", matches = "all")
  void killed_rightAfterCommit() {
    kill(Stage.AFTER_COMMIT);
  }

  /**
   * Another trainer takes the shards over, and the killed one comes back. The other one starts only
   * then: beside it the victim might be left with no shard, and never come to that moment.
   */
  private void kill(Stage stage) {
    rounds.happen(
        "killed " + stage,
        deployment -> {
          String occurrence = String.valueOf(rounds.moment(SHARDS));
          TrainerProcess victim =
              rounds.start(
                  deployment,
                  "victim",
                  Map.of(SignalAt.STAGE, stage.name(), SignalAt.OCCURRENCE, occurrence),
                  Map.of());
          await().atMost(PATIENCE).until(() -> !victim.isAlive() || isDone(deployment));
          long killed = System.currentTimeMillis();
          assertThat(victim.isAlive()).as("it never came to that moment").isFalse();
          assertThat(victim.exitCode()).as("exit code of SIGKILL").isEqualTo(137);
          rounds.start(deployment, "other");
          rounds.start(deployment, "again");
          rounds.awaitCommits(deployment, COMMITS);
          return killed;
        });
  }

  /** While it sleeps its shards go to another; when it wakes, what it still sends is not seen. */
  @Test
  void stoppedWhileAnotherTakesOver_thenContinued() {
    rounds.happen(
        "SIGSTOP, later SIGCONT",
        deployment -> {
          TrainerProcess sleeper = rounds.start(deployment, "sleeper");
          rounds.awaitCommits(deployment, rounds.moment(SHARDS));
          sleeper.signal("STOP");
          long stopped = System.currentTimeMillis();
          int before = deployment.milestones().size();
          rounds.start(deployment, "other");
          rounds.awaitCommits(deployment, Math.min(COMMITS, before + 2));
          sleeper.signal("CONT");
          rounds.awaitCommits(deployment, COMMITS);
          assertThat(sleeper.isAlive()).as("it goes on: %s", sleeper.log()).isTrue();
          return stopped;
        });
  }

  @Test
  @EnabledIfSystemProperty(named = "chaos", matches = "all")
  void oneTrainer_thenThree_thenTwo() {
    rounds.happen(
        "1 → 3 → 2 trainers",
        deployment -> {
          TrainerProcess first = rounds.start(deployment, "first");
          rounds.awaitCommits(deployment, 2);
          rounds.start(deployment, "second");
          rounds.start(deployment, "third");
          rounds.awaitCommits(deployment, SHARDS + 1);
          long left = System.currentTimeMillis();
          first.signal("TERM");
          rounds.awaitCommits(deployment, COMMITS);
          return left;
        });
  }

  @Test
  @EnabledIfSystemProperty(named = "chaos", matches = "all")
  void brokerRestarted_inTheMiddle() {
    rounds.happen(
        "broker restarted",
        deployment -> {
          TrainerProcess trainer = rounds.start(deployment, "only");
          rounds.awaitCommits(deployment, rounds.moment(SHARDS));
          long gone = System.currentTimeMillis();
          int port = Integer.parseInt(connection.bootstrapServers().replaceAll(".*:", ""));
          kafka.close();
          kafka = EmbeddedKafka.start(folder.resolve("kafka"), new KafkaPorts(port, 0));
          if (!trainer.isAlive()) {
            rounds.start(deployment, "again");
          }
          rounds.awaitCommits(deployment, COMMITS);
          return gone;
        });
  }

  @Test
  void registryGone_inTheMiddle_andAtTheStartOfAnother() {
    rounds.happen(
        "registry gone",
        deployment -> {
          rounds.start(deployment, "only");
          rounds.awaitCommits(deployment, 1);
          int port = URI.create(registry.url()).getPort();
          long gone = System.currentTimeMillis();
          registry.close();
          TrainerProcess tooEarly = rounds.start(deployment, "early");
          await().atMost(PATIENCE).until(() -> !tooEarly.isAlive());
          assertThat(tooEarly.exitCode()).isNotZero();
          assertThat(tooEarly.log()).contains("registry").contains(String.valueOf(port));
          registry = startRegistry(new RegistryPorts(port, 0));
          rounds.awaitSupervised(deployment, () -> rounds.start(deployment, "later"));
          return gone;
        });
  }

  /** It waits for them, if it is told to, instead of ending. */
  @Test
  @EnabledIfSystemProperty(named = "chaos", matches = "all")
  void trainerStarted_beforeBrokerAndTopics() {
    rounds.happen(
        "started before broker and topics",
        deployment -> {
          int port = Integer.parseInt(connection.bootstrapServers().replaceAll(".*:", ""));
          kafka.close();
          long started = System.currentTimeMillis();
          TrainerProcess early =
              rounds.start(deployment, "early", Map.of(), Map.of("start.wait", "2 min"));
          await().atMost(PATIENCE).until(() -> early.log().contains("waits up to 120 s"));
          kafka = EmbeddedKafka.start(folder.resolve("kafka"), new KafkaPorts(port, 0));
          rounds.awaitCommits(deployment, COMMITS);
          return started;
        });
  }

  private static EmbeddedRegistry startRegistry(RegistryPorts ports) {
    return EmbeddedRegistry.start(
        RegistryDistribution.locate(),
        folder.resolve("registry"),
        ports,
        folder.resolve("registry.log"));
  }
}
