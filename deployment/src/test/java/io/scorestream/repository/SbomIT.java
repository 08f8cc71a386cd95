package io.scorestream.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The list of libraries that the build writes (CycloneDX) has all that the command runs with. */
class SbomIT {

  private static final Path BUILT = Path.of("../cli/target");

  @Test
  void everyJar_isListedInItsVersion() throws IOException {
    List<String> listed =
        components().stream()
            .map(component -> component.get("name") + "-" + component.get("version"))
            .toList();
    try (var jars = Files.list(BUILT.resolve("distribution/lib"))) {
      assertThat(jars.map(jar -> jar.getFileName().toString()))
          .filteredOn(jar -> !jar.startsWith("scorestream-cli-"))
          .isNotEmpty()
          .allSatisfy(jar -> assertThat(listed).anyMatch(jar::startsWith));
    }
  }

  @Test
  void everyComponent_hasALicence() throws IOException {
    assertThat(components())
        .allSatisfy(
            component ->
                assertThat(component).as("%s", component.get("name")).containsKey("licenses"));
  }

  /** JSON is YAML too. */
  private static List<Map<String, Object>> components() throws IOException {
    String text = Files.readString(BUILT.resolve("scorestream-sbom.json"), UTF_8);
    Map<String, List<Map<String, Object>>> list = new Yaml().load(text);
    return list.get("components");
  }
}
