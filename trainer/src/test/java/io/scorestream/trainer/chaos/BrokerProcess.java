package io.scorestream.trainer.chaos;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import io.scorestream.embedded.EmbeddedKafka;
import io.scorestream.embedded.KafkaPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.FeatureUpdate.UpgradeType;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;

/** A broker in a Java process of its own, which can be frozen and killed. */
final class BrokerProcess implements AutoCloseable {

  private final Path folder;
  private final int port;
  private Process process;

  private BrokerProcess(Path folder, int port) throws IOException {
    this.folder = folder;
    this.port = port;
    this.process = launch();
  }

  /**
   * Starts one.
   *
   * @param transactions version of transactions that it has, 1 or 2
   */
  static BrokerProcess start(Path folder, int transactions) throws Exception {
    BrokerProcess broker = new BrokerProcess(folder, freePort());
    broker.awaitServing();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      if (transactions == 1) {
        admin
            .updateFeatures(
                Map.of(
                    "transaction.version",
                    new FeatureUpdate((short) 1, UpgradeType.SAFE_DOWNGRADE)),
                new UpdateFeaturesOptions())
            .all()
            .get();
      }
      short found =
          requireNonNull(
                  admin
                      .describeFeatures()
                      .featureMetadata()
                      .get()
                      .finalizedFeatures()
                      .get("transaction.version"))
              .maxVersionLevel();
      if (found != transactions) {
        throw new IllegalStateException("the broker has transactions of version " + found);
      }
    }
    return broker;
  }

  String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Whether it is stopped by a signal, as the kernel has it. */
  boolean isFrozen() {
    try {
      String state = Files.readString(Path.of("/proc", String.valueOf(pid()), "stat"));
      return state.charAt(state.lastIndexOf(')') + 2) == 'T';
    } catch (IOException e) {
      return false;
    }
  }

  void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts it once more on the same data and port; returns when it serves. */
  void startAgain() throws IOException {
    process = launch();
    awaitServing();
  }

  private Process launch() throws IOException {
    Path log = folder.resolve("broker.log");
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerProcess.class.getName(),
                folder.resolve("kafka").toString(),
                String.valueOf(port)))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private void awaitServing() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      await()
          .atMost(Duration.ofMinutes(1))
          .ignoreExceptions()
          .until(() -> !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty());
    }
  }

  @Override
  public void close() {
    signal("CONT");
    process.destroyForcibly();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** The broker itself: its folder and its port. It ends with a signal. */
  public static void main(String... args) throws InterruptedException {
    EmbeddedKafka.start(Path.of(args[0]), new KafkaPorts(Integer.parseInt(args[1]), 0));
    Thread.currentThread().join();
  }
}
