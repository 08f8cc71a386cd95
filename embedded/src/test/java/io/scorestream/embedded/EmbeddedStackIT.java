package io.scorestream.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStackIT {
  /** The target is 8 s on two idle cores; a build machine is seldom idle. */
  private static final Duration READY_LIMIT = Duration.ofSeconds(60);

  @TempDir Path temp;

  @Test
  void start_twice_keepsRecordsAndSchemas() throws Exception {
    try (EmbeddedStack stack = EmbeddedStack.start(temp, StackPorts.FREE)) {
      Readings readings = Readings.of(stack);
      readings.createTopic();
      readings.write(1, 2);
    }
    try (EmbeddedStack again = EmbeddedStack.start(temp, StackPorts.FREE)) {
      Readings readings = Readings.of(again);
      readings.write(3);
      assertThat(readings.read(3)).containsExactly(1L, 2L, 3L);
    }
  }

  @Test
  void start_freshDirectory_isReadyInTime() {
    long began = System.nanoTime();
    try (EmbeddedStack stack = EmbeddedStack.start(temp, StackPorts.FREE)) {
      Duration ready = Duration.ofNanos(System.nanoTime() - began);
      System.out.printf(
          Locale.ROOT, "broker and registry ready in %.1f s%n", ready.toMillis() / 1e3);
      assertThat(ready).isLessThan(READY_LIMIT);
      assertThat(stack.registryUrl()).matches("http://127\\.0\\.0\\.1:\\d+/apis/ccompat/v7");
    }
  }

  @Test
  void kill9_ofTheWholeProcess_endsTheRegistryAndKeepsRecordsAndSchemas() throws Exception {
    Process process = fork(temp);
    List<ProcessHandle> children = process.descendants().collect(Collectors.toList());
    assertThat(children).hasSize(1).allMatch(ProcessHandle::isAlive);

    process.destroyForcibly().waitFor();

    await().atMost(Duration.ofSeconds(10)).until(() -> !children.get(0).isAlive());
    try (EmbeddedStack again = EmbeddedStack.start(temp, StackPorts.FREE)) {
      assertThat(Readings.of(again).read(3)).containsExactly(1L, 2L, 3L);
    }
  }

  @Test
  void start_brokerPortTaken_stopsTheRegistryToo() throws Exception {
    List<ProcessHandle> before = ProcessHandle.current().children().toList();
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      StackPorts ports =
          new StackPorts(new KafkaPorts(other.getLocalPort(), 0), RegistryPorts.FREE);
      assertThatThrownBy(() -> EmbeddedStack.start(temp, ports))
          .isInstanceOf(EmbeddedStartException.class)
          .hasMessageContaining("Port " + other.getLocalPort());
    }
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> ProcessHandle.current().children().allMatch(before::contains));
  }

  @Test
  void start_registryPortTaken_stopsTheBrokerToo() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      StackPorts ports =
          new StackPorts(KafkaPorts.FREE, new RegistryPorts(other.getLocalPort(), 0));
      assertThatThrownBy(() -> EmbeddedStack.start(temp, ports))
          .isInstanceOf(EmbeddedStartException.class)
          .hasMessageContaining("Port " + other.getLocalPort());
    }
    DataDirectory.requireUnlocked(temp.resolve("kafka"));
  }

  /** Returns when the process has written its readings. */
  private static Process fork(Path dir) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StackProcess.class.getName(),
                dir.toString())
            .redirectErrorStream(true)
            .start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder printed = new StringBuilder();
    for (String line; (line = output.readLine()) != null; printed.append(line).append('\n')) {
      if (line.equals(StackProcess.READY)) {
        return process;
      }
    }
    throw new AssertionError("the process ended early and printed:\n" + printed);
  }
}
