package io.scorestream.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An {@link EmbeddedKafka} and an {@link EmbeddedRegistry}, started at the same time, with their
 * data under one directory: {@code kafka/}, {@code registry/} and {@code registry.log}.
 *
 * <p>It may be closed from any thread, and more than once.
 */
public final class EmbeddedStack implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStack.class);

  private final EmbeddedKafka kafka;
  private final EmbeddedRegistry registry;

  private EmbeddedStack(EmbeddedKafka kafka, EmbeddedRegistry registry) {
    this.kafka = kafka;
    this.registry = registry;
  }

  /**
   * Starts both and returns when both serve; takes 4 to 8 s on two cores. Where one fails, the
   * other is stopped.
   *
   * @param dir created where missing; a later start on it finds all data again
   * @param ports {@link StackPorts#FREE}, or from a base port
   * @throws EmbeddedStartException as either of the two; if both fail, the broker's
   */
  public static EmbeddedStack start(Path dir, StackPorts ports) {
    return start(dir, ports, Map.of());
  }

  /**
   * The same with settings of the caller's.
   *
   * @param broker settings of the broker, by Kafka's names; they replace its own
   */
  public static EmbeddedStack start(Path dir, StackPorts ports, Map<String, String> broker) {
    long began = System.nanoTime();
    RegistryDistribution distribution = RegistryDistribution.locate();
    Path directory = DataDirectory.writable(dir);
    ExecutorService starter = Executors.newSingleThreadExecutor();
    Future<EmbeddedRegistry> registry =
        starter.submit(() -> startRegistry(distribution, directory, ports.registry()));
    EmbeddedKafka kafka = null;
    try {
      kafka = EmbeddedKafka.start(directory.resolve("kafka"), ports.kafka(), broker);
      EmbeddedStack stack = new EmbeddedStack(kafka, started(registry));
      LOG.info(
          "broker and registry are ready after {} ms",
          Duration.ofNanos(System.nanoTime() - began).toMillis());
      return stack;
    } catch (RuntimeException e) {
      starter.shutdownNow();
      stop(kafka, registry);
      throw e;
    } finally {
      starter.shutdown();
    }
  }

  /** The {@code bootstrap.servers} of Kafka's clients. */
  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** The {@code schema.registry.url} of Confluent's clients. */
  public String registryUrl() {
    return registry.url();
  }

  /** Stops both cleanly. */
  @Override
  public void close() {
    try (registry) {
      kafka.close();
    }
  }

  private static EmbeddedRegistry startRegistry(
      RegistryDistribution distribution, Path directory, RegistryPorts ports) {
    return EmbeddedRegistry.start(
        distribution, directory.resolve("registry"), ports, directory.resolve("registry.log"));
  }

  private static EmbeddedRegistry started(Future<EmbeddedRegistry> registry) {
    try {
      return registry.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof EmbeddedStartException failure) {
        throw failure;
      }
      throw new IllegalStateException("the schema registry's start failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedStartException(
          "Waiting for the schema registry was interrupted", "Start again.", e);
    }
  }

  private static void stop(@Nullable EmbeddedKafka kafka, Future<EmbeddedRegistry> registry) {
    try (kafka) {
      registry.get().close();
    } catch (ExecutionException e) {
      LOG.debug("the schema registry had not started either", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
