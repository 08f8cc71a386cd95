package io.scorestream.trainer.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scorestream.embedded.EmbeddedKafka;
import io.scorestream.embedded.EmbeddedRegistry;
import io.scorestream.embedded.KafkaPorts;
import io.scorestream.embedded.RegistryDistribution;
import io.scorestream.embedded.RegistryPorts;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.OptimiserSpec;
import io.scorestream.events.RunSpec;
import io.scorestream.run.Run;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.topics.TopicCatalogue;
import io.scorestream.trainer.Deployment;
import io.scorestream.trainer.Deployment.StoredNetwork;
import io.scorestream.trainer.chaos.Verifier.Findings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trainers in processes of their own, to whom faults happen; afterwards {@link Verifier} reads the
 * topics from their start. {@code -Dchaos.rounds=N} repeats each fault, {@code -Dchaos.seed=S}
 * repeats the moments of another time, which are printed.
 */
class ChaosIT {

  private static final int ROUNDS = Integer.getInteger("chaos.rounds", 1);
  private static final long SEED = Long.getLong("chaos.seed", System.nanoTime());
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int ALL = 200;
  private static final int SHARDS = 4;
  private static final int COMMITS = 3 * SHARDS;

  @TempDir static Path folder;
  private static final List<String> TABLE = new ArrayList<>();
  private static final Random MOMENTS = new Random(SEED);
  private static EmbeddedKafka kafka;
  private static EmbeddedRegistry registry;
  private static ConnectionSettings connection;
  private static Map<String, StoredNetwork> undisturbed;
  private static int deployments;

  private final List<TrainerProcess> trainers = new ArrayList<>();

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.start(folder.resolve("kafka"), KafkaPorts.FREE);
    registry = startRegistry(RegistryPorts.FREE);
    connection =
        new ConnectionSettings(
            kafka.bootstrapServers(), registry.url(), new TopicCatalogue("any"), Map.of());
    Deployment deployment = deploy();
    TrainerProcess only = trainer(deployment, "only", Map.of());
    try {
      awaitCommits(deployment, COMMITS);
    } finally {
      only.close();
    }
    undisturbed = deployment.networks().stream().collect(Collectors.toMap(Verifier::key, it -> it));
    TABLE.add("fault | rounds | what the verifier found | recovery in s");
  }

  @AfterAll
  static void stop() {
    registry.close();
    kafka.close();
    System.out.println("Moments by seed " + SEED + "\n" + String.join("\n", TABLE));
  }

  @Test
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
  void killed_rightAfterCommit() {
    kill(Stage.AFTER_COMMIT);
  }

  /**
   * Another trainer takes the shards over, and the killed one comes back. The other one starts only
   * then: beside it the victim might be left with no shard, and never come to that moment.
   */
  private void kill(Stage stage) {
    rounds(
        "killed " + stage,
        deployment -> {
          String occurrence = String.valueOf(1 + MOMENTS.nextInt(SHARDS));
          TrainerProcess victim =
              add(
                  trainer(
                      deployment,
                      "victim",
                      Map.of(KillAt.STAGE, stage.name(), KillAt.OCCURRENCE, occurrence)));
          await().atMost(PATIENCE).until(() -> !victim.isAlive() || isDone(deployment));
          long killed = System.currentTimeMillis();
          assertThat(victim.isAlive()).as("it never came to that moment").isFalse();
          assertThat(victim.exitCode()).as("exit code of SIGKILL").isEqualTo(137);
          add(trainer(deployment, "other", Map.of()));
          add(trainer(deployment, "again", Map.of()));
          awaitCommits(deployment, COMMITS);
          return killed;
        });
  }

  /** While it sleeps its shards go to another; when it wakes, what it still sends is not seen. */
  @Test
  void stoppedWhileAnotherTakesOver_thenContinued() {
    rounds(
        "SIGSTOP, later SIGCONT",
        deployment -> {
          TrainerProcess sleeper = add(trainer(deployment, "sleeper", Map.of()));
          awaitCommits(deployment, 1 + MOMENTS.nextInt(SHARDS));
          sleeper.signal("STOP");
          long stopped = System.currentTimeMillis();
          int before = deployment.milestones().size();
          add(trainer(deployment, "other", Map.of()));
          awaitCommits(deployment, Math.min(COMMITS, before + 2));
          sleeper.signal("CONT");
          awaitCommits(deployment, COMMITS);
          assertThat(sleeper.isAlive()).as("it goes on: %s", sleeper.log()).isTrue();
          return stopped;
        });
  }

  @Test
  void oneTrainer_thenThree_thenTwo() {
    rounds(
        "1 → 3 → 2 trainers",
        deployment -> {
          TrainerProcess first = add(trainer(deployment, "first", Map.of()));
          awaitCommits(deployment, 2);
          add(trainer(deployment, "second", Map.of()));
          add(trainer(deployment, "third", Map.of()));
          awaitCommits(deployment, SHARDS + 1);
          long left = System.currentTimeMillis();
          first.signal("TERM");
          awaitCommits(deployment, COMMITS);
          return left;
        });
  }

  @Test
  void brokerRestarted_inTheMiddle() {
    rounds(
        "broker restarted",
        deployment -> {
          TrainerProcess trainer = add(trainer(deployment, "only", Map.of()));
          awaitCommits(deployment, 1 + MOMENTS.nextInt(SHARDS));
          long gone = System.currentTimeMillis();
          int port = Integer.parseInt(connection.bootstrapServers().replaceAll(".*:", ""));
          kafka.close();
          kafka = EmbeddedKafka.start(folder.resolve("kafka"), new KafkaPorts(port, 0));
          if (!trainer.isAlive()) {
            add(trainer(deployment, "again", Map.of()));
          }
          awaitCommits(deployment, COMMITS);
          return gone;
        });
  }

  @Test
  void registryGone_inTheMiddle_andAtTheStartOfAnother() {
    rounds(
        "registry gone",
        deployment -> {
          add(trainer(deployment, "only", Map.of()));
          awaitCommits(deployment, 1);
          int port = URI.create(registry.url()).getPort();
          long gone = System.currentTimeMillis();
          registry.close();
          TrainerProcess tooEarly = add(trainer(deployment, "early", Map.of()));
          await().atMost(PATIENCE).until(() -> !tooEarly.isAlive());
          assertThat(tooEarly.exitCode()).isNotZero();
          assertThat(tooEarly.log()).contains("registry").contains(String.valueOf(port));
          registry = startRegistry(new RegistryPorts(port, 0));
          add(trainer(deployment, "later", Map.of()));
          awaitCommits(deployment, COMMITS);
          return gone;
        });
  }

  /** It waits for them, if it is told to, instead of ending. */
  @Test
  void trainerStarted_beforeBrokerAndTopics() {
    rounds(
        "started before broker and topics",
        deployment -> {
          int port = Integer.parseInt(connection.bootstrapServers().replaceAll(".*:", ""));
          kafka.close();
          long started = System.currentTimeMillis();
          TrainerProcess early =
              add(trainer(deployment, "early", Map.of(), Map.of("start.wait", "2 min")));
          await().atMost(PATIENCE).until(() -> early.log().contains("waits up to 120 s"));
          kafka = EmbeddedKafka.start(folder.resolve("kafka"), new KafkaPorts(port, 0));
          awaitCommits(deployment, COMMITS);
          return started;
        });
  }

  /** What happens to a run; returns when the fault began. */
  private interface Fault {
    long happen(Deployment deployment);
  }

  private void rounds(String name, Fault fault) {
    Findings worst = new Findings(0, 0, 0, 0, 0);
    List<String> recoveries = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      Deployment deployment = deploy();
      long began;
      try {
        began = fault.happen(deployment);
      } catch (RuntimeException e) {
        trainers.forEach(trainer -> System.out.println(trainer.log()));
        throw e;
      } finally {
        trainers.forEach(TrainerProcess::close);
        trainers.clear();
      }
      Findings found = verify(deployment);
      assertThat(found).as("%s, round %d, seed %d", name, round, SEED).matches(Findings::isClean);
      worst = found;
      recoveries.add(recovery(deployment, began));
    }
    TABLE.add(name + " | " + ROUNDS + " | " + worst + " | " + String.join(" ", recoveries));
  }

  private TrainerProcess add(TrainerProcess trainer) {
    trainers.add(trainer);
    return trainer;
  }

  /** Seconds from the fault until a shard was committed by another than before, or at all. */
  private static String recovery(Deployment deployment, long began) {
    Map<Integer, MilestoneReached> before = new HashMap<>();
    List<Long> after = new ArrayList<>();
    deployment.milestonesAt(
        (time, reached) -> {
          MilestoneReached last = before.put(reached.getShard(), reached);
          boolean another =
              last == null
                  || !last.getInstance().equals(reached.getInstance())
                  || last.getEpoch() != reached.getEpoch();
          if (time > began && another) {
            after.add(time);
          }
        });
    return after.stream()
        .min(Long::compare)
        .map(time -> String.format(Locale.ROOT, "%.1f", (time - began) / 1000.0))
        .orElse("none needed");
  }

  private static Findings verify(Deployment deployment) {
    return Verifier.verify(
        new Run(spec(deployment)),
        deployment.samples(),
        deployment.milestones(),
        deployment.networks(),
        undisturbed);
  }

  private static Deployment deploy() {
    Deployment deployment =
        new Deployment(
            new ConnectionSettings(
                connection.bootstrapServers(),
                connection.registryUrl(),
                new TopicCatalogue("chaos" + deployments++),
                Map.of()),
            folder);
    deployment.apply(spec(deployment));
    deployment.send("r", 0, ALL);
    return deployment;
  }

  /** Milestones of a second or so, that there is a middle to be killed in. */
  private static RunSpec spec(Deployment deployment) {
    return deployment
        .small("r")
        .setShards(SHARDS)
        .setOptimiser(
            OptimiserSpec.newBuilder()
                .setLearningRate(1e-2)
                .setBatchSize(16)
                .setEpochs(20)
                .setMinSteps(1_500)
                .setMaxSteps(1_500)
                .build())
        .build();
  }

  private static TrainerProcess trainer(
      Deployment deployment, String instance, Map<String, String> properties) {
    return trainer(deployment, instance, properties, Map.of());
  }

  private static TrainerProcess trainer(
      Deployment deployment,
      String instance,
      Map<String, String> properties,
      Map<String, String> more) {
    try {
      Path own = Files.createDirectories(deployment.cache());
      Map<String, String> settings = new HashMap<>(more);
      settings.put("instance", instance);
      settings.put("bootstrap.servers", connection.bootstrapServers());
      settings.put("registry.url", connection.registryUrl());
      settings.put("topic.prefix", deployment.clients().topics().prefix());
      return TrainerProcess.start(own, settings, properties);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isDone(Deployment deployment) {
    return deployment.milestones().size() >= COMMITS;
  }

  private static void awaitCommits(Deployment deployment, int count) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .until(() -> deployment.milestones().size() >= count);
  }

  private static EmbeddedRegistry startRegistry(RegistryPorts ports) {
    return EmbeddedRegistry.start(
        RegistryDistribution.locate(),
        folder.resolve("registry"),
        ports,
        folder.resolve("registry.log"));
  }
}
