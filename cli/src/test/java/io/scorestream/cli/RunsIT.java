package io.scorestream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scorestream.control.runs.RunProgress;
import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.embedded.StackPorts;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.topics.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run is steered by commands while a trainer is at work, all against a real broker. */
class RunsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir static Path folder;
  private static EmbeddedStack stack;
  private static KafkaClients clients;
  private static Process trainer;

  @BeforeAll
  static void start() throws Exception {
    stack = EmbeddedStack.start(folder.resolve("stack"), StackPorts.FREE);
    clients =
        new KafkaClients(
            new ConnectionSettings(
                stack.bootstrapServers(),
                stack.registryUrl(),
                new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX),
                Map.of()));
    succeeds("topics", "apply");
    trainer =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Scorestream.class.getName()),
                        Arrays.stream(
                            connected(
                                "train", "--device=cpu", "--cache-dir=" + folder.resolve("cache"))))
                    .toList())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("trainer.log").toFile())
            .start();
  }

  @AfterAll
  static void stop() throws Exception {
    trainer.destroy();
    trainer.waitFor();
    stack.close();
  }

  @Test
  void aRun_isAskedForAMilestone_pausedResumedAndDeleted() {
    apply("r", "--until=1024");
    produce(300);
    awaitReached("r", 256);

    assertThat(succeeds("runs", "milestone", "r")).contains("milestone 300");
    awaitReached("r", 300);
    assertThat(succeeds("runs", "milestone", "r")).contains("there already");
    call("runs", "milestone", "r", "--at=200").failsClearly(64, "milestone 300 already");
    call("runs", "milestone", "r", "--at=2000").failsClearly(64, "1024");

    assertThat(succeeds("runs", "pause", "r")).contains("is paused");
    assertThat(succeeds("runs", "list")).containsPattern("r +mixture-1 .*paused +300 +1024");
    produce(600);
    // A run that comes after the samples shows that the trainer had its chance.
    apply("other", "--until=512");
    awaitReached("other", 512);
    assertThat(RunProgress.read(clients).furthest("r")).isEqualTo(300);

    assertThat(succeeds("runs", "resume", "r")).contains("is active");
    awaitReached("r", 512);
    // The same command again neither resumes a paused run nor forgets what was asked for.
    apply("r", "--until=1024");
    assertThat(succeeds("runs", "show", "r")).contains("\"requested\": [300]");

    assertThat(succeeds("runs", "delete", "r")).contains("deleted");
    assertThat(succeeds("runs", "list")).doesNotContainPattern("(?m)^r ");
    assertThat(RunProgress.read(clients).furthest("r")).isZero();
    assertThat(RunProgress.read(clients).furthest("other")).isEqualTo(512);
    assertThat(succeeds("runs", "delete", "r")).contains("deleted");
    call("runs", "pause", "r").failsClearly(64, "there is no run 'r'");
    call("runs", "delete", "never").failsClearly(64, "there is no run 'never'");

    String[] another = {"runs", "apply", "--run=r", "--law=mixture", "--timesteps=5"};
    call(another).failsClearly(78, "was deleted, but existed with another specification");
    apply("r", "--until=512");
    awaitReached("r", 512);
    assertThat(trainer.isAlive()).isTrue();
  }

  private static void apply(String run, String more) {
    succeeds(
        "runs",
        "apply",
        "--run=" + run,
        "--law=mixture",
        "--timesteps=4",
        "--shards=2",
        "--hidden-widths=8",
        "--min-steps=20",
        "--max-steps=20",
        "--halves=" + run.equals("r"),
        more);
  }

  private static void produce(int samples) {
    succeeds("produce", "--law=mixture", "--source-id=mixture-1", "--limit=" + samples);
  }

  private static void awaitReached(String run, long milestone) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .until(() -> !trainer.isAlive() || RunProgress.read(clients).reached(run, 2) >= milestone);
    assertThat(trainer.isAlive()).as("the trainer lives; see its log").isTrue();
  }

  private static String succeeds(String... args) {
    Invocation invocation = call(args);
    assertThat(invocation.exitCode()).as(invocation.err()).isZero();
    return invocation.out();
  }

  private static Invocation call(String... args) {
    return Invocation.of(connected(args));
  }

  private static String[] connected(String... args) {
    return Stream.concat(
            Arrays.stream(args),
            Stream.of(
                "--bootstrap-servers=" + stack.bootstrapServers(),
                "--registry-url=" + stack.registryUrl()))
        .toArray(String[]::new);
  }
}
