package io.scorestream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryCommandTest {
  @TempDir Path home;

  @Test
  void of_archiveOfThisJavaVersionThere_isUsed() throws IOException {
    RegistryDistribution distribution = new RegistryDistribution(home.resolve("runner.jar"));
    assertThat(command(distribution)).noneMatch(RegistryCommandTest::namesArchive);
    Files.createFile(distribution.archive());
    assertThat(command(distribution)).contains("-XX:SharedArchiveFile=" + distribution.archive());
  }

  @Test
  void of_classPath_beginsAsTheArchivedOne() {
    RegistryDistribution distribution = new RegistryDistribution(home.resolve("runner.jar"));
    List<String> archiving =
        RegistryCommand.archiving(distribution, home.resolve("x.jsa"), new RegistryPorts(1, 2));
    assertThat(classPath(command(distribution))).startsWith(classPath(archiving));
  }

  /** Of the Java that built it, which need not be the one that runs this test. */
  @Test
  void locate_afterTheBuild_hasAnArchive() {
    assertThat(RegistryDistribution.locate().runnerJar().getParent())
        .isDirectoryContaining("glob:**/registry-*.jsa");
  }

  private List<String> command(RegistryDistribution distribution) {
    return RegistryCommand.of(distribution, home, new RegistryPorts(1, 2));
  }

  private static String classPath(List<String> command) {
    return command.get(command.indexOf("-cp") + 1);
  }

  private static boolean namesArchive(String argument) {
    return argument.startsWith("-XX:SharedArchiveFile");
  }
}
