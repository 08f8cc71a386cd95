package io.scorestream.cli.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DashboardsTest {

  @Test
  void everyMeterThatIsWatched_isDeclared() throws IOException {
    Set<String> declared =
        DeclaredMeters.all().stream()
            .flatMap(name -> name.exposed().stream())
            .collect(Collectors.toSet());
    WatchedMetrics.byFile()
        .forEach(
            (file, metrics) -> {
              assertThat(metrics).as("metrics in %s", file).isNotEmpty();
              assertThat(metrics.stream().filter(name -> name.startsWith("scorestream_")))
                  .as("meters in %s", file)
                  .isSubsetOf(declared);
            });
  }

  @Test
  void everyDeclaredMeter_isWatched() throws IOException {
    Set<String> watched = new HashSet<>();
    WatchedMetrics.byFile().values().forEach(watched::addAll);
    assertThat(DeclaredMeters.all())
        .allSatisfy(
            name -> assertThat(name.exposed()).as("%s", name).containsAnyElementsOf(watched));
  }

  @Test
  void panels_haveOneIdentityEach_andAskTheProvisionedSource() throws IOException {
    Set<String> boards = new HashSet<>();
    for (Path file : WatchedMetrics.dashboards()) {
      JsonNode board = WatchedMetrics.json(file);
      assertThat(boards.add(board.get("uid").asText())).as("uid of %s", file).isTrue();
      Set<Integer> panels = new HashSet<>();
      for (JsonNode panel : board.get("panels")) {
        assertThat(panels.add(panel.get("id").asInt())).as("panel %s", panel.get("id")).isTrue();
        assertThat(panel.at("/datasource/uid").asText()).isEqualTo("prometheus");
      }
    }
  }

  @Test
  void everyAlert_isExplained() throws IOException {
    String alerts =
        Files.readString(
            WatchedMetrics.DEPLOYMENT.resolve("prometheus").resolve("alerts.yml"), UTF_8);
    String manual = Files.readString(Path.of("..", "docs", "operations.md"), UTF_8);
    Pattern.compile("- alert: (\\w+)")
        .matcher(alerts)
        .results()
        .forEach(alert -> assertThat(manual).contains("| `" + alert.group(1) + "` |"));
  }
}
