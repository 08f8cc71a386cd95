package io.scorestream.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertRulesTest {

  private static final Path FOLDER = Path.of("prometheus");

  @Test
  void everyAlert_isMadeToFireByATest() throws IOException {
    assertThat(names("alerts.test.yml", "alertname: (\\w+)\n +exp_alerts:"))
        .isEqualTo(names("alerts.yml", "- alert: (\\w+)"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"check config prometheus.yml", "test rules alerts.test.yml"})
  void promtool_findsNothingWrong(String command) throws Exception {
    assumeTrue(isOnPath("promtool"), "promtool is not on this machine's PATH");
    Process process =
        new ProcessBuilder(("promtool " + command).split(" ", -1))
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private static Set<String> names(String file, String pattern) throws IOException {
    List<String> found =
        Pattern.compile(pattern)
            .matcher(Files.readString(FOLDER.resolve(file), UTF_8))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(found).as("alerts in %s", file).isNotEmpty();
    return new TreeSet<>(found);
  }

  private static boolean isOnPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
