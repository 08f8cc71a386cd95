package io.scorestream.cli.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.cli.Invocation;
import io.scorestream.cli.Scorestream;
import io.scorestream.service.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A quickstart whose disk fills up, as a process of its own on a real small disk. */
class FullDiskIT {

  @TempDir private Path directory;

  /** With some room left, the quickstart ends before Kafka has to; with none Kafka ends it. */
  @Test
  void folderFillsUp_endNamesIt_andWithRoomTheRunComesToTheSameBits() throws Exception {
    SmallDisk.assume(directory);
    Path kept = Files.createDirectory(directory.resolve("kept"));
    assertEndsOnFullDisk(20, kept);
    assertEndsOnFullDisk(0, kept);
    assertThat(finish(kept.resolve("home"))).isEqualTo(finish(directory.resolve("undisturbed")));
  }

  /**
   * @param left MiB that are left as soon as the first milestone's row is there
   */
  private void assertEndsOnFullDisk(int left, Path kept) throws Exception {
    Path disk = Files.createDirectory(directory.resolve("left-" + left));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    command.add(Scorestream.class.getName());
    command.addAll(arguments(disk.resolve("home")));
    SmallDisk full = SmallDisk.run(disk, kept, "256 ", left, command);
    assertThat(full.exitCode()).as(full.err()).isEqualTo(Reason.CANNOT_WRITE.exitCode());
    assertThat(full.out()).contains("warning: the disk of " + disk.resolve("home"));
    assertThat(full.err())
        .contains("scorestream: the disk of " + disk.resolve("home"), "-> make room there")
        .doesNotContain("\tat ");
  }

  /** Lets the run come to its end; gives its metrics but for how long they took. */
  private static List<String> finish(Path home) throws IOException {
    Invocation call = Invocation.of(arguments(home).toArray(String[]::new));
    assertThat(call.exitCode()).as(call.err()).isZero();
    return Files.readAllLines(home.resolve("report/gaussian-n4-s1/metrics.csv")).stream()
        .filter(line -> !line.contains("second"))
        .sorted()
        .toList();
  }

  private static List<String> arguments(Path home) {
    return List.of(
        "quickstart", "--law=gaussian", "--timesteps=4", "--until=1024", "--exit", "--dir=" + home);
  }
}
