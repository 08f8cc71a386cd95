package io.scorestream.cli.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scorestream.cli.Invocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole pipeline over the real broker and registry, small. */
class QuickstartIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;

  @Test
  void law_isLearnedMeasuredAndResumed() throws IOException {
    Path home = directory.resolve("home");
    List<JsonNode> first = metrics(run(home, "first", "512"), 4);
    assertThat(milestones(first)).containsExactlyInAnyOrder(256L, 512L);
    assertThat(values(first, "robust_error", 512)).hasSize(4 * 3);
    assertThat(values(first, "sliced_w2", 512)).hasSize(1);

    List<JsonNode> further = metrics(run(home, "second", "1024"), 4);
    assertThat(milestones(further)).containsExactlyInAnyOrder(256L, 512L, 1024L);
    assertThat(values(further, "robust_error", 512))
        .as("what was measured before is there again, once")
        .isEqualTo(values(first, "robust_error", 512));

    Invocation listed = Invocation.of("runs", "list", "--dir", home.toString());
    assertThat(listed.exitCode()).as(listed.err()).isZero();
    assertThat(listed.out())
        .as("what is in the folder, when it has ended")
        .contains("gaussian-n4-s1", "1024");
    assertTakenAway(home, "checkpoints", "model.npz");
    assertTakenAway(home, "generations", "best.csv", "--milestone=best");
    assertTakenAway(home, "metrics", "metrics.parquet");

    Path samples = home.resolve("new.csv");
    Invocation generated =
        Invocation.of(
            "generate",
            "gaussian-n4-s1",
            "-n",
            "1500",
            "--dir",
            home.toString(),
            "--out",
            samples.toString());
    assertThat(generated.exitCode()).as(generated.err()).isZero();
    assertThat(samples).content().hasLineCount(1501).startsWith("x1,");
  }

  @Test
  void folderThatHoldsAnotherRun_saysSo_andReportsEach() throws IOException {
    Path home = directory.resolve("home");
    run(home, "first", "256");
    Invocation second =
        Invocation.of(
            "quickstart",
            "--run=second",
            "--law=ring",
            "--timesteps=2",
            "--learning-rate=0.002",
            "--until=256",
            "--exit",
            "--dir=" + home);
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(second.out())
        .contains("the folder holds another run, too: gaussian-n4-s1")
        .contains("run gaussian-n4-s1", "run second", "trainer: training second m=256");
    for (String run : List.of("gaussian-n4-s1", "second")) {
      Path report = home.resolve("report").resolve(run);
      assertThat(second.out()).contains("report of " + run + " in " + report.toAbsolutePath());
      assertThat(report.resolve("summary.md")).isNotEmptyFile();
      assertThat(Files.readAllLines(report.resolve("metrics.jsonl")))
          .isNotEmpty()
          .allMatch(line -> line.contains("\"run\":\"" + run + "\""));
    }
  }

  private void assertTakenAway(Path home, String what, String name, String... options) {
    Path file = directory.resolve(name);
    List<String> words = new ArrayList<>(List.of(what, "export", "--run=gaussian-n4-s1"));
    words.addAll(List.of("--dir=" + home, "--out=" + file));
    words.addAll(List.of(options));
    Invocation export = Invocation.of(words.toArray(String[]::new));
    assertThat(export.exitCode()).as(export.err()).isZero();
    assertThat(file).isNotEmptyFile();
  }

  private Path run(Path home, String name, String until) {
    Path report = directory.resolve(name);
    Invocation call =
        Invocation.of(
            "quickstart",
            "--law",
            "gaussian",
            "--until",
            until,
            "--timesteps",
            "4",
            "--exit",
            "--dir",
            home.toString(),
            "--report",
            report.toString());
    assertThat(call.exitCode()).as(call.err()).isZero();
    assertPage(report.resolve("report.html"));
    assertThat(call.out())
        .contains("report in " + report.toAbsolutePath())
        .contains("open its report.html in a browser")
        .doesNotContain("\u001b");
    return report;
  }

  /** All that the page shows is in it, and it is small enough to be sent. */
  private static void assertPage(Path file) {
    try {
      String page = Files.readString(file);
      Matcher data = Pattern.compile("(?s)id=\"board\">(.*?)</script>").matcher(page);
      assertThat(data.find()).isTrue();
      JsonNode answers = JSON.readTree(data.group(1)).get("answers");
      JsonNode card = answers.get("/api/board").get("runs").get(0);
      assertThat(card.get("run").asText()).isEqualTo("gaussian-n4-s1");
      assertThat(card.get("samples").asLong()).isPositive();
      String run = "/api/board/runs/gaussian-n4-s1";
      assertThat(answers.get(run + "/series").get("series").findValuesAsText("metric"))
          .contains("robust_error", "sliced_w2", "training_seconds");
      assertThat(answers.get(run + "/samples").get("generated")).isNotEmpty();
      assertThat(answers.get(run + "/samples").get("real")).isNotEmpty();
      assertThat(answers.get(run + "/data").get("columns")).isNotEmpty();
      assertThat(answers.get("/api/board/events").get("events")).isNotEmpty();
      assertThat(Files.size(file)).isLessThan(2 << 20);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<JsonNode> metrics(Path report, int timesteps) throws IOException {
    List<JsonNode> metrics = new ArrayList<>();
    for (String line : Files.readAllLines(report.resolve("metrics.jsonl"))) {
      JsonNode metric = JSON.readTree(line);
      assertThat(metric.fieldNames())
          .toIterable()
          .contains("topic", "run", "milestone", "metric", "value", "low", "high", "n", "evidence");
      assertThat(metric.has("timestep")).isEqualTo(metric.has("time"));
      if (metric.has("timestep")) {
        assertThat(metric.get("timestep").asInt()).isBetween(1, timesteps);
      }
      metrics.add(metric);
    }
    return metrics;
  }

  private static Set<Long> milestones(List<JsonNode> metrics) {
    Set<Long> milestones = new HashSet<>();
    metrics.forEach(metric -> milestones.add(metric.get("milestone").asLong()));
    return milestones;
  }

  private static List<Double> values(List<JsonNode> metrics, String name, long milestone) {
    return metrics.stream()
        .filter(metric -> metric.get("metric").asText().equals(name))
        .filter(metric -> metric.get("milestone").asLong() == milestone)
        .map(metric -> metric.get("value").asDouble())
        .sorted()
        .toList();
  }
}
