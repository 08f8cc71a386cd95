package io.scorestream.bench;

import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.embedded.StackPorts;
import io.scorestream.producer.ProducerService;
import io.scorestream.producer.ProducerSettings;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.SettingsLoader;
import io.scorestream.service.topics.NewTopics;
import io.scorestream.service.topics.TopicAdministration;
import io.scorestream.topics.TopicCatalogue;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;

/** A broker and a registry of a benchmark's own, with all topics of Scorestream. */
final class Broker implements AutoCloseable {

  private final Path folder;
  private final EmbeddedStack stack;
  private final KafkaClients clients;

  private Broker(Path folder) {
    this.folder = folder;
    this.stack = EmbeddedStack.start(folder, StackPorts.FREE);
    this.clients =
        new KafkaClients(
            new ConnectionSettings(
                stack.bootstrapServers(),
                stack.registryUrl(),
                new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX),
                Map.of()));
  }

  /** Starts both, with topics of four partitions where they may have several. */
  static Broker start(String benchmark) throws IOException {
    Broker broker = new Broker(Files.createTempDirectory(benchmark));
    new TopicAdministration(broker.clients).apply(new NewTopics(4, NewTopics.CLUSTER_DEFAULT));
    return broker;
  }

  String bootstrapServers() {
    return stack.bootstrapServers();
  }

  KafkaClients clients() {
    return clients;
  }

  /** What settings of a service say of where both are. */
  Map<String, String> connection() {
    return Map.of(
        "bootstrap.servers", stack.bootstrapServers(), "registry.url", stack.registryUrl());
  }

  /** Runs a producer until all it has to send is acknowledged. */
  void produce(Map<String, String> settings) {
    Map<String, String> values = new HashMap<>(settings);
    values.putAll(connection());
    new ProducerService(
            ProducerSettings.of(
                new SettingsLoader(ProducerSettings.DECLARED).values(values).load()))
        .run();
  }

  /** Seconds that something takes. */
  static double seconds(Runnable work) {
    long began = System.nanoTime();
    work.run();
    return (System.nanoTime() - began) / 1e9;
  }

  /** Creates a topic that has no place in the catalogue. */
  void createTopic(String name, int partitions) {
    try (var admin = clients.admin()) {
      admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The middle one of an odd number of values. */
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  static double best(double[] seconds) {
    return Arrays.stream(seconds).min().orElseThrow();
  }

  /** The machine's, over the last minute. */
  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /** Prints what a round took, counted from 0. */
  static void reportRound(int round, String peer, double ours, double theirs) {
    System.out.printf(
        Locale.ROOT,
        "round %d, load %.1f: Scorestream %.2f s, %s %.2f s, ratio %.2f%n",
        round + 1,
        load(),
        ours,
        peer,
        theirs,
        theirs / ours);
  }

  /** Stops both and deletes what they have written. */
  @Override
  public void close() throws IOException {
    stack.close();
    delete(folder);
  }

  /**
   * Prints a table of best and median times, and how often a peer's holds Scorestream's.
   *
   * @param peer its name and version
   */
  static void report(String peer, int samples, double[] ours, double[] theirs) {
    System.out.printf(
        Locale.ROOT,
        "%n| way | seconds, best | median | samples/s, best | ratio, best | ratio, median |%n"
            + "|---|--:|--:|--:|--:|--:|%n"
            + "| Scorestream | %.2f | %.2f | %.0f | | |%n"
            + "| %s | %.2f | %.2f | %.0f | %.2f | %.2f |%n",
        best(ours),
        median(ours),
        samples / best(ours),
        peer,
        best(theirs),
        median(theirs),
        samples / best(theirs),
        best(theirs) / best(ours),
        median(theirs) / median(ours));
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
