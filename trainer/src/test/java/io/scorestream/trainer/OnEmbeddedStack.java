package io.scorestream.trainer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.fixtures.RunningStack;
import io.scorestream.run.network.NetworkState;
import io.scorestream.trainer.Deployment.Running;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests that share one broker and one registry, each with topics of its own. */
@ExtendWith(RunningStack.class)
abstract class OnEmbeddedStack {

  /** Samples that the three milestones of a small run take, those held out among them. */
  static final int ALL = 200;

  private static final List<Deployment> DEPLOYMENTS = new ArrayList<>();
  private static @Nullable List<NetworkState> undisturbed;

  @TempDir private static Path folder;
  private static EmbeddedStack stack;

  @BeforeAll
  static void start(EmbeddedStack running) {
    stack = running;
  }

  @AfterAll
  static void stop() {
    DEPLOYMENTS.forEach(Deployment::stopAll);
    DEPLOYMENTS.clear();
  }

  static Deployment deployment(String prefix) {
    return deployment(prefix, Deployment.PARTITIONS);
  }

  static Deployment deployment(String prefix, int partitions) {
    Deployment deployment = new Deployment(stack, prefix, folder, partitions);
    DEPLOYMENTS.add(deployment);
    return deployment;
  }

  /** A run that has come to its first milestone, and has no trainer any more. */
  static Deployment trainedOnce(String name) {
    Deployment deployment = deployment(name);
    deployment.apply(deployment.small("r").build());
    deployment.send("r", 0, 50);
    Running first = deployment.start(Map.of());
    deployment.awaitMilestones(first, 1);
    first.stop();
    return deployment;
  }

  /** What a dead letter says of itself. */
  static String header(ConsumerRecord<String, byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), UTF_8);
  }

  /** The last states of a run that nothing happened to. */
  static List<NetworkState> undisturbed() {
    if (undisturbed == null) {
      Deployment deployment = deployment("undisturbed");
      deployment.apply(deployment.small("r").build());
      deployment.send("r", 0, ALL);
      Running trainer = deployment.start(Map.of());
      deployment.awaitMilestones(trainer, 3);
      trainer.stop();
      undisturbed = deployment.states(128);
      assertThat(undisturbed).hasSize(4);
    }
    return undisturbed;
  }
}
