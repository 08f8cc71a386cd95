package io.scorestream.deployment.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scorestream.service.kafka.KafkaClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The services against the images that a deployment has, undisturbed and disturbed. */
@Tag("docker")
@Testcontainers(disabledWithoutDocker = true)
class PipelineInContainersIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long UNTIL = 2048;

  /** A fifth is held out, give or take. */
  private static final long SAMPLES = 2700;

  private static Containers containers;
  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    containers = Containers.start();
  }

  @AfterAll
  static void stop() {
    containers.close();
  }

  @Test
  void allServices_workTogether() throws Exception {
    KafkaClients clients = containers.clients("calm");
    TopicContents topics = new TopicContents(clients);
    try (Pipeline pipeline = new Pipeline(clients, folder)) {
      pipeline.apply("r", 512);
      pipeline.produce(0, 700);
      pipeline.train("t");
      pipeline.sample("s");
      pipeline.evaluate();
      awaitMeasured(pipeline, topics, "r", 512);
      assertThat(pipeline.restarts()).isZero();
    }
    assertThat(topics.metrics("r"))
        .containsKeys(
            "metrics-training 512/6/null/null noise_prediction_loss null",
            "metrics-robust-error 512/6/null/null robust_error 0.05",
            "metrics-wasserstein 256/null/null/null sliced_w2 null");
  }

  @Test
  void pausesAndCuts_loseNothingAndChangeNothing() throws Exception {
    KafkaClients clients = containers.clients("chaos");
    TopicContents topics = new TopicContents(clients);
    try (Pipeline pipeline = new Pipeline(clients, folder)) {
      pipeline.apply("disturbed", UNTIL);
      pipeline.produce(60, SAMPLES);
      pipeline.train("t1");
      pipeline.train("t2");
      pipeline.sample("s1");
      pipeline.sample("s2");
      pipeline.evaluate();
      disturb(pipeline);
      awaitMeasured(pipeline, topics, "disturbed", UNTIL);
    }
    try (Pipeline calm = new Pipeline(clients, folder.resolve("calm"))) {
      calm.apply("undisturbed", UNTIL);
      calm.train("t");
      calm.sample("s");
      calm.evaluate();
      awaitMeasured(calm, topics, "undisturbed", UNTIL);
    }
    assertThat(topics.samples()).hasSize((int) SAMPLES).containsOnly(1);
    Map<String, List<String>> networks = topics.networks("disturbed");
    assertThat(networks).isNotEmpty().isEqualTo(topics.networks("undisturbed"));
    assertThat(networks.values()).allMatch(found -> found.size() == 1);
    assertThat(topics.metrics("disturbed").values()).containsOnly(1);
    assertThat(lasting(topics.metrics("disturbed")))
        .isEqualTo(lasting(topics.metrics("undisturbed")));
  }

  /** How long an evaluation took is not known where the evaluator was started anew meanwhile. */
  private static Set<String> lasting(Map<String, Integer> metrics) {
    return metrics.keySet().stream()
        .filter(metric -> !metric.matches(".* evaluation_(lag_)?seconds .*"))
        .collect(Collectors.toSet());
  }

  /** Some faults are shorter than a session of Kafka's, some longer. */
  private static void disturb(Pipeline pipeline) throws InterruptedException {
    for (int seconds : new int[] {2, 5, 12}) {
      Thread.sleep(4_000);
      containers.freezeKafka(Duration.ofSeconds(seconds));
      pipeline.requireHealthy();
      Thread.sleep(4_000);
      containers.network().cut();
      Thread.sleep(seconds * 1_000L);
      containers.network().mend();
      pipeline.requireHealthy();
    }
  }

  private static void awaitMeasured(
      Pipeline pipeline, TopicContents topics, String run, long milestone) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              pipeline.requireHealthy();
              return topics.isMeasured(run, milestone);
            });
  }
}
