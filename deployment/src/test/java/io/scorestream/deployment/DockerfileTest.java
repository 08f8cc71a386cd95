package io.scorestream.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerfileTest {

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile", "Dockerfile.gpu"})
  void file_buildsFromTagsAndPrebuiltJarsAlone(String name) throws IOException {
    List<String> lines = Files.readAllLines(Path.of("docker", name), UTF_8);
    assertThat(lines).noneMatch(line -> line.startsWith("# syntax"));
    assertThat(lines)
        .noneMatch(line -> line.startsWith("RUN") && line.matches(".*\\b(mvn|apt-get|curl)\\b.*"));
    assertThat(lines.stream().filter(line -> line.startsWith("FROM")))
        .allMatch(line -> line.matches("FROM ([a-z/-]+:[a-z0-9.-]+|[a-z]+) AS [a-z]+"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile", "Dockerfile.gpu"})
  void everyImage_runsJavaItself_asAUserWithoutRights(String name) throws IOException {
    List<String> lines = Files.readAllLines(Path.of("docker", name), UTF_8);
    assertThat(lines.stream().filter(line -> line.startsWith("ENTRYPOINT")))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("ENTRYPOINT [\"java\", "));
    assertThat(lines.stream().filter(line -> line.startsWith("USER")).reduce((a, b) -> b))
        .contains("USER 10001:10001");
  }
}
