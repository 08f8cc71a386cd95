package io.scorestream.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka broker that is its own KRaft controller, in this JVM, on 127.0.0.1, with its data in
 * one directory. A later start on the same directory finds its topics, records, committed offsets
 * and open transactions again, on whichever ports, also after the process was killed.
 *
 * <p>It may be closed from any thread, and more than once.
 */
public final class EmbeddedKafka implements AutoCloseable {
  /** Kafka's word for what all brokers of a cluster have in common; by itself each has its own. */
  public static final String CLUSTER_ID = "cluster.id";

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);

  /** How often ports chosen as free may be lost to another process before start gives up. */
  private static final int ATTEMPTS = 3;

  private final KafkaRaftServer server;
  private final Path directory;
  private final int port;

  private EmbeddedKafka(KafkaRaftServer server, Path directory, int port) {
    this.server = server;
    this.directory = directory;
    this.port = port;
  }

  /**
   * Starts a broker and returns when it serves clients; takes 2 to 3 s on two cores.
   *
   * @param dataDir created where missing; holds nothing but this broker's data
   * @param ports 0 for free ones
   * @throws EmbeddedStartException if a port is taken, the directory cannot be written in, is in
   *     use by another broker, or holds data that Kafka cannot open
   */
  public static EmbeddedKafka start(Path dataDir, KafkaPorts ports) {
    return start(dataDir, ports, Map.of());
  }

  /**
   * The same with settings of the caller's. With {@code node.id}, {@code controller.quorum.voters}
   * and {@link #CLUSTER_ID} it is one of several; it then returns when enough of them are there.
   *
   * @param settings of the broker, by Kafka's names; they replace its own
   */
  public static EmbeddedKafka start(Path dataDir, KafkaPorts ports, Map<String, String> settings) {
    long began = System.nanoTime();
    Path directory = DataDirectory.writable(dataDir);
    requireNoComma(directory);
    DataDirectory.requireUnlocked(directory);
    Ports.requireFree(ports.broker(), "the broker");
    Ports.requireFree(ports.controller(), "the broker's controller");
    format(directory, settings);
    EmbeddedKafka kafka = startRetrying(directory, ports, settings);
    LOG.info(
        "Kafka serves on {} after {} ms, data in {}",
        kafka.bootstrapServers(),
        Duration.ofNanos(System.nanoTime() - began).toMillis(),
        directory);
    return kafka;
  }

  /** The {@code bootstrap.servers} of its clients: host and port. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Stops the broker cleanly and waits until it has; takes about a second. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
    BrokerFaults.stopped(directory);
  }

  private static EmbeddedKafka startRetrying(
      Path directory, KafkaPorts ports, Map<String, String> given) {
    for (int attempt = 1; ; attempt++) {
      KafkaPorts chosen = ports.resolved();
      try {
        return startOn(directory, chosen, given);
      } catch (RuntimeException e) {
        if (!ports.anyFree() || !isBindFailure(e) || attempt == ATTEMPTS) {
          throw startFailure(directory, chosen, e);
        }
        LOG.info("another process was faster on {}, choosing other ports", chosen);
      }
    }
  }

  private static EmbeddedKafka startOn(
      Path directory, KafkaPorts ports, Map<String, String> given) {
    Map<String, String> settings = BrokerSettings.of(directory, ports);
    settings.putAll(given);
    settings.remove(CLUSTER_ID);
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
    try {
      BrokerFaults.thrownWhile(directory, server::startup);
    } catch (RuntimeException e) {
      server.shutdown();
      throw e;
    }
    return new EmbeddedKafka(server, directory, ports.broker());
  }

  /** Writes Kafka's identity of a new directory; leaves one that has it as it is. */
  private static void format(Path directory, Map<String, String> given) {
    if (Files.exists(directory.resolve("meta.properties"))) {
      return;
    }
    try (PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setClusterId(given.getOrDefault(CLUSTER_ID, Uuid.randomUuid().toString()))
          .setNodeId(Integer.parseInt(given.getOrDefault("node.id", BrokerSettings.NODE_ID)))
          .setDirectories(List.of(directory.toString()))
          .setMetadataLogDirectory(directory.toString())
          .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setPrintStream(silent)
          .run();
    } catch (Exception e) {
      throw new EmbeddedStartException(
          "Kafka could not prepare the data directory " + directory + " (" + e.getMessage() + ")",
          "Give an empty directory with --dir.",
          e);
    }
  }

  private static void requireNoComma(Path directory) {
    if (directory.toString().contains(",")) {
      throw new EmbeddedStartException(
          "The data directory " + directory + " has a comma in its name, where Kafka splits names",
          "Give a directory without one with --dir.");
    }
  }

  private static EmbeddedStartException startFailure(
      Path directory, KafkaPorts ports, RuntimeException cause) {
    if (isBindFailure(cause)) {
      return Ports.taken(ports.broker(), "the broker and its controller", cause);
    }
    return new EmbeddedStartException(
        "Kafka could not start on the data directory "
            + directory
            + " ("
            + cause.getMessage()
            + ")",
        BrokerFaults.isFull(directory)
            ? "Its disk is full: make room there; its data is left as it was."
            : "Its data is left as it was; give another directory with --dir to start afresh.",
        cause);
  }

  private static boolean isBindFailure(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof BindException) {
        return true;
      }
    }
    return false;
  }
}
