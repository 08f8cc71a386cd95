package io.scorestream.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryDistributionTest {
  @TempDir Path home;

  @AfterEach
  void forgetHome() {
    System.clearProperty(RegistryDistribution.HOME_PROPERTY);
  }

  @Test
  void locate_nothingNamed_findsWhatTheBuildUnpacked() {
    assertThat(RegistryDistribution.locate().runnerJar())
        .isRegularFile()
        .hasParent(Path.of("target/registry").toAbsolutePath());
  }

  @Test
  void locate_propertySet_takesItsDirectory() throws IOException {
    Path jar = Files.createFile(home.resolve("apicurio-registry-app-3.0.9-runner.jar"));
    System.setProperty(RegistryDistribution.HOME_PROPERTY, home.toString());
    assertThat(RegistryDistribution.locate().runnerJar()).isEqualTo(jar);
  }

  @Test
  void locate_directoryWithoutRunnerJar_saysWhereItLookedAndHowToNameAnother() {
    System.setProperty(RegistryDistribution.HOME_PROPERTY, home.toString());
    assertThatThrownBy(RegistryDistribution::locate)
        .isInstanceOf(EmbeddedStartException.class)
        .hasMessageContaining(home.toString())
        .hasMessageContaining(RegistryDistribution.HOME_VARIABLE);
  }

  @Test
  void in_missingDirectory_isRefused() {
    assertThatThrownBy(() -> RegistryDistribution.in(home.resolve("nowhere")))
        .isInstanceOf(EmbeddedStartException.class)
        .hasMessageContaining("nowhere");
  }
}
