package io.scorestream.trainer.chaos;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import io.scorestream.embedded.EmbeddedKafka;
import io.scorestream.embedded.KafkaPorts;
import io.scorestream.fixtures.JavaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.FeatureUpdate.UpgradeType;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;

/** A broker in a Java process of its own, which can be frozen and killed. */
final class BrokerProcess implements AutoCloseable {

  private static final int HEAP_MIB = 384;

  private final Path folder;
  private final KafkaPorts ports;
  private final Map<String, String> settings;
  private JavaProcess process;

  private BrokerProcess(Path folder, KafkaPorts ports, Map<String, String> settings) {
    this.folder = folder;
    this.ports = ports;
    this.settings = Map.copyOf(settings);
    this.process = launch();
  }

  /**
   * Starts one alone; returns when it serves.
   *
   * @param transactions version of transactions that it has, 1 or 2
   * @param settings by Kafka's names; they replace the embedded broker's
   */
  static BrokerProcess start(Path folder, int port, int transactions, Map<String, String> settings)
      throws Exception {
    BrokerProcess broker = launch(folder, new KafkaPorts(port, 0), settings);
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

  /** Starts one that may need others before it serves. */
  static BrokerProcess launch(Path folder, KafkaPorts ports, Map<String, String> settings) {
    return new BrokerProcess(folder, ports, settings);
  }

  String bootstrapServers() {
    return "127.0.0.1:" + port();
  }

  int port() {
    return ports.broker();
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  boolean isFrozen() {
    return process.isFrozen();
  }

  void signal(String name) {
    process.signal(name);
  }

  /** Starts it once more on the same data and ports; returns when it serves. */
  void startAgain() {
    process = launch();
    awaitServing();
  }

  private JavaProcess launch() {
    List<String> arguments = new ArrayList<>();
    arguments.add(folder.resolve("kafka").toString());
    arguments.add(String.valueOf(ports.broker()));
    arguments.add(String.valueOf(ports.controller()));
    settings.forEach((name, value) -> arguments.add(name + "=" + value));
    return JavaProcess.start(
        JavaProcess.command(HEAP_MIB, Map.of(), BrokerProcess.class, arguments),
        folder.resolve("broker.log"));
  }

  void awaitServing() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      await()
          .atMost(Duration.ofMinutes(1))
          .ignoreExceptions()
          .until(() -> !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty());
    }
  }

  @Override
  public void close() {
    process.kill();
  }

  /** The broker itself: its folder, its two ports and its settings. It ends with a signal. */
  public static void main(String... args) throws InterruptedException {
    Map<String, String> settings = new HashMap<>();
    for (String setting : List.of(args).subList(3, args.length)) {
      int split = setting.indexOf('=');
      settings.put(setting.substring(0, split), setting.substring(split + 1));
    }
    EmbeddedKafka.start(
        Path.of(args[0]),
        new KafkaPorts(Integer.parseInt(args[1]), Integer.parseInt(args[2])),
        settings);
    Thread.currentThread().join();
  }
}
