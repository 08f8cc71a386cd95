package io.scorestream.trainer.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.events.MilestoneReached;
import io.scorestream.events.OptimiserSpec;
import io.scorestream.events.RunSpec;
import io.scorestream.fixtures.Patience;
import io.scorestream.run.Run;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.topics.TopicCatalogue;
import io.scorestream.trainer.Deployment;
import io.scorestream.trainer.Deployment.StoredNetwork;
import io.scorestream.trainer.chaos.Verifier.Findings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Has faults happen to a run that trainers in processes of their own train, each time on topics of
 * its own, and holds what is left against a run that nothing happened to. {@code -Dchaos.rounds=N}
 * repeats each fault, {@code -Dchaos.seed=S} repeats the moments of another time, which are
 * printed.
 */
final class Rounds {

  static final Duration PATIENCE = Duration.ofMinutes(5);
  static final int SHARDS = 4;

  /** Milestones of all shards together. */
  static final int COMMITS = 3 * SHARDS;

  private static final int ROUNDS = Integer.getInteger("chaos.rounds", 1);
  private static final long SEED = Long.getLong("chaos.seed", System.nanoTime());
  private static final int ALL = 200;
  private static final Duration POLL = Duration.ofMillis(200);

  private final ConnectionSettings connection;
  private final Path folder;
  private final Random moments = new Random(SEED);
  private final List<TrainerProcess> trainers = new CopyOnWriteArrayList<>();
  private final List<String> table = new ArrayList<>();
  private final Map<String, StoredNetwork> undisturbed;
  private int deployments;

  /** What happens to a run; returns when the fault began, in milliseconds since 1970. */
  interface Fault {
    long happen(Deployment deployment);
  }

  /** Trains the undisturbed run. */
  Rounds(ConnectionSettings connection, Path folder) {
    this.connection = connection;
    this.folder = folder;
    Deployment deployment = deploy();
    start(deployment, "only", Map.of(), Map.of());
    try {
      awaitCommits(deployment, COMMITS);
    } finally {
      end();
    }
    undisturbed = deployment.networks().stream().collect(Collectors.toMap(Verifier::key, it -> it));
    table.add("fault | rounds | what the verifier found | recovery in s");
  }

  /** Has a fault happen, and requires that it left nothing. */
  void happen(String name, Fault fault) {
    Findings worst = new Findings(0, 0, 0, 0, 0);
    List<String> recoveries = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      Deployment deployment = deploy();
      long began;
      try {
        began = fault.happen(deployment);
      } catch (RuntimeException | AssertionError e) {
        trainers.forEach(trainer -> System.out.println(trainer.log()));
        throw e;
      } finally {
        end();
      }
      Findings found = verify(deployment);
      assertThat(found).as("%s, round %d, seed %d", name, round, SEED).matches(Findings::isClean);
      worst = found;
      recoveries.add(recovery(deployment, began));
    }
    table.add(name + " | " + ROUNDS + " | " + worst + " | " + String.join(" ", recoveries));
  }

  /** Starts a trainer, which ends with the round at the latest. */
  TrainerProcess start(Deployment deployment, String instance) {
    return start(deployment, instance, Map.of(), Map.of());
  }

  /**
   * The same.
   *
   * @param properties of the process
   * @param more settings; they replace those of the round
   */
  TrainerProcess start(
      Deployment deployment,
      String instance,
      Map<String, String> properties,
      Map<String, String> more) {
    return start(deployment, instance, properties, more, List.of());
  }

  /**
   * The same.
   *
   * @param before words that the command begins with
   */
  TrainerProcess start(
      Deployment deployment,
      String instance,
      Map<String, String> properties,
      Map<String, String> more,
      List<String> before) {
    try {
      Path own = Files.createDirectories(deployment.cache());
      Map<String, String> settings = new HashMap<>();
      settings.put("instance", instance);
      settings.put("bootstrap.servers", connection.bootstrapServers());
      settings.put("registry.url", connection.registryUrl());
      settings.put("topic.prefix", deployment.clients().topics().prefix());
      settings.putAll(more);
      TrainerProcess trainer = TrainerProcess.start(own, settings, properties, before);
      trainers.add(trainer);
      return trainer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One of so many moments, from 1. */
  int moment(int bound) {
    return 1 + moments.nextInt(bound);
  }

  /** What happened, and what was found of it. */
  String table() {
    return "Moments by seed " + SEED + "\n" + String.join("\n", table);
  }

  static boolean isDone(Deployment deployment) {
    return deployment.milestones().size() >= COMMITS;
  }

  /** Waits for so many milestones of all shards; broker and registry may be away meanwhile. */
  void awaitCommits(Deployment deployment, int count) {
    AtomicReference<Object> seen = new AtomicReference<>("nothing");
    Patience.await(
        PATIENCE,
        () -> {
          try {
            int there = deployment.milestones().size();
            seen.set(there + " milestones of " + count);
            return there >= count;
          } catch (RuntimeException e) {
            seen.set(e);
            return false;
          }
        },
        () -> seen + "; " + lastWords());
  }

  /** What the trainers said last, a line of each. */
  private String lastWords() {
    return trainers.stream()
        .map(
            trainer ->
                (trainer.isAlive() ? "alive: " : "ended: ")
                    + trainer.log().lines().reduce("nothing said", (before, last) -> last))
        .collect(Collectors.joining("; "));
  }

  /**
   * Waits until all is committed, and starts a trainer again each time that the newest has ended,
   * as a supervisor does: on a thread of its own, since who reads committed records stands behind a
   * transaction that is open.
   */
  void awaitSupervised(Deployment deployment, Supplier<TrainerProcess> again) {
    ScheduledExecutorService supervisor = Executors.newSingleThreadScheduledExecutor();
    try {
      Future<?> unused =
          supervisor.scheduleWithFixedDelay(
              () -> {
                if (!trainers.get(trainers.size() - 1).isAlive()) {
                  // Is now the newest.
                  var unusedTrainer = again.get();
                }
              },
              0,
              POLL.toMillis(),
              TimeUnit.MILLISECONDS);
      awaitCommits(deployment, COMMITS);
    } finally {
      end(supervisor);
    }
  }

  private static void end(ExecutorService supervisor) {
    supervisor.shutdown();
    try {
      if (!supervisor.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("the supervisor does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void end() {
    trainers.forEach(TrainerProcess::close);
    trainers.clear();
  }

  /**
   * Seconds from the fault until a shard was committed by another than before, or at all; where
   * none was, until anything was.
   */
  private static String recovery(Deployment deployment, long began) {
    Map<Integer, MilestoneReached> before = new HashMap<>();
    List<Long> after = new ArrayList<>();
    List<Long> byOthers = new ArrayList<>();
    deployment.milestonesAt(
        (time, reached) -> {
          MilestoneReached last = before.put(reached.getShard(), reached);
          if (time > began) {
            after.add(time);
            if (last == null
                || !last.getInstance().equals(reached.getInstance())
                || last.getEpoch() != reached.getEpoch()) {
              byOthers.add(time);
            }
          }
        });
    return (byOthers.isEmpty() ? after : byOthers)
        .stream()
            .min(Long::compare)
            .map(time -> String.format(Locale.ROOT, "%.1f", (time - began) / 1000.0))
            .orElse("none needed");
  }

  private Findings verify(Deployment deployment) {
    return Verifier.verify(
        new Run(spec(deployment)),
        deployment.samples(),
        deployment.milestones(),
        deployment.networks(),
        undisturbed);
  }

  private Deployment deploy() {
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
                .setMinSteps(24_000)
                .setMaxSteps(24_000)
                .build())
        .build();
  }
}
