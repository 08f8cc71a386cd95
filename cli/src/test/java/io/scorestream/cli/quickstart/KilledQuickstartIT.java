package io.scorestream.cli.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scorestream.cli.Invocation;
import io.scorestream.cli.Scorestream;
import io.scorestream.topics.MetricName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A quickstart in processes of its own, all of which are killed at once, and then started again.
 */
class KilledQuickstartIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a clock measures is never the same twice. */
  private static final Set<String> TIMES =
      Set.of(
          MetricName.TRAINING_SECONDS.text(),
          MetricName.STEPS_PER_SECOND.text(),
          MetricName.SAMPLES_PER_SECOND.text(),
          MetricName.DATA_SECONDS.text(),
          MetricName.COMPUTE_SECONDS.text(),
          MetricName.PUBLISHING_SECONDS.text(),
          MetricName.SAMPLING_SECONDS.text(),
          MetricName.EVALUATION_SECONDS.text(),
          MetricName.DISTANCE_SECONDS.text(),
          MetricName.EVALUATION_LAG_SECONDS.text());

  @TempDir private Path directory;

  @Test
  void killedAtARandomMoment_andStartedAgain_endsWithTheSameMetrics() throws Exception {
    long seed = System.nanoTime();
    Process undisturbed = start("undisturbed");
    assertThat(undisturbed.waitFor(4, TimeUnit.MINUTES)).isTrue();
    assertThat(undisturbed.exitValue()).isZero();

    Process killed = start("killed");
    boolean ended = killed.waitFor(6_000 + new Random(seed).nextInt(8_000), TimeUnit.MILLISECONDS);
    killed.descendants().forEach(ProcessHandle::destroyForcibly);
    killed.destroyForcibly().waitFor();
    Process again = start("killed");
    assertThat(again.waitFor(4, TimeUnit.MINUTES)).isTrue();

    assertThat(again.exitValue()).as("killed by seed %d", seed).isZero();
    assertThat(metrics("killed"))
        .as("killed by seed %d, %s", seed, ended ? "after its end" : "before its end")
        .isNotEmpty()
        .isEqualTo(metrics("undisturbed"));
    assertSameLedger(seed);
  }

  /** Samples, networks and generations too, and none of it twice. */
  private void assertSameLedger(long seed) throws IOException {
    Invocation undisturbed =
        Invocation.of(
            "verify", "--json", "--recompute=6", "--dir=" + directory.resolve("undisturbed"));
    assertThat(undisturbed.exitCode()).as(undisturbed.out()).isZero();
    assertThat(JSON.readTree(undisturbed.out()).get("recomputed"))
        .extracting(pick -> pick.get("result").asText())
        .containsExactly("same", "same", "same", "same", "same", "same");
    Path ledger = Files.writeString(directory.resolve("ledger.json"), undisturbed.out());
    Invocation killed =
        Invocation.of("verify", "--against=" + ledger, "--dir=" + directory.resolve("killed"));
    assertThat(killed.exitCode()).as("killed by seed %d: %s", seed, killed.out()).isZero();
    assertThat(killed.out())
        .contains("root " + JSON.readTree(undisturbed.out()).get("root").asText());
  }

  /** Background processes are deaf to SIGINT, and give that on to theirs: it is set back first. */
  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130"})
  void interruptedBeforeItsGoal_endsAsTheSignalSays_andSaysHowFarItCame(String signal, int exitCode)
      throws Exception {
    Process going = start("interrupted", 1 << 20, "env", "--default-signal=INT,TERM");
    Path log = directory.resolve("interrupted.log");
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> !going.isAlive() || Files.readString(log).contains("\n   256 "));
    String pid = String.valueOf(going.pid());
    assertThat(new ProcessBuilder("kill", "-" + signal, pid).start().waitFor()).isZero();
    assertThat(going.waitFor(2, TimeUnit.MINUTES)).isTrue();

    assertThat(going.exitValue()).as(Files.readString(log)).isEqualTo(exitCode);
    assertThat(Files.readString(log))
        .containsPattern("stopped at milestone \\d+ of 1048576; the same command goes on");
  }

  private Process start(String name) throws IOException {
    return start(name, 1024);
  }

  private Process start(String name, long until, String... starter) throws IOException {
    List<String> words = new ArrayList<>(List.of(starter));
    words.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Scorestream.class.getName(),
            "quickstart",
            "--exit",
            "--timesteps",
            "6",
            "--until",
            String.valueOf(until),
            "--dir",
            directory.resolve(name).toString(),
            "--report",
            directory.resolve(name + "-report").toString()));
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve(name + ".log").toFile())
        .start();
  }

  /** What was measured, by what it is of; a metric that is there twice is an error. */
  private Map<List<String>, List<String>> metrics(String name) throws IOException {
    Map<List<String>, List<String>> metrics = new HashMap<>();
    Path file = directory.resolve(name + "-report").resolve("metrics.jsonl");
    for (String line : Files.readAllLines(file)) {
      JsonNode metric = JSON.readTree(line);
      if (!TIMES.contains(metric.get("metric").asText())) {
        List<String> of =
            fields(
                metric,
                "topic",
                "run",
                "milestone",
                "shard",
                "timestep",
                "column",
                "metric",
                "delta");
        assertThat(metrics.put(of, fields(metric, "value", "low", "high", "n"))).isNull();
      }
    }
    return metrics;
  }

  private static List<String> fields(JsonNode metric, String... names) {
    return List.of(names).stream().map(name -> String.valueOf(metric.get(name))).toList();
  }
}
