package io.scorestream.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Apicurio Registry as a child process on 127.0.0.1, speaking Confluent's REST interface, with its
 * schemas in an H2 file database that a later start opens again, also after the process was killed.
 * The child ends when this process does, also by {@code kill -9}.
 *
 * <p>It may be closed from any thread, and more than once.
 */
public final class EmbeddedRegistry implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRegistry.class);

  /** How often a port chosen as free may be lost to another process before start gives up. */
  private static final int ATTEMPTS = 3;

  private static final Duration READY_LIMIT = Duration.ofSeconds(90);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
  private static final long POLL_MILLIS = 50;

  private final Process process;
  private final RegistryEndpoint endpoint;

  private EmbeddedRegistry(Process process, RegistryEndpoint endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /**
   * Starts a registry and returns when it answers; takes 4 to 8 s on two cores. Schemas must from
   * then on be backward compatible within their subject. Interrupting the thread ends the child.
   *
   * @param dataDir created where missing
   * @param ports 0 for free ones
   * @param logFile what the child prints, emptied first; its directory must be there
   * @throws EmbeddedStartException if a port is taken, the directory cannot be written in, or the
   *     child ends or does not answer within 90 s, then with the last lines of its log
   */
  public static EmbeddedRegistry start(
      RegistryDistribution distribution, Path dataDir, RegistryPorts ports, Path logFile) {
    long began = System.nanoTime();
    Path directory = DataDirectory.writable(dataDir);
    Ports.requireFree(ports.http(), "the schema registry");
    Ports.requireFree(ports.management(), "the schema registry's management");
    RegistryLog output = new RegistryLog(logFile.toAbsolutePath());
    EmbeddedRegistry registry = startRetrying(distribution, directory, ports, output);
    LOG.info(
        "the schema registry serves on {} after {} ms, data in {}",
        registry.url(),
        Duration.ofNanos(System.nanoTime() - began).toMillis(),
        directory);
    return registry;
  }

  /** The {@code schema.registry.url} of Confluent's clients. */
  public String url() {
    return endpoint.url();
  }

  /** The process id of the child. */
  long pid() {
    return process.pid();
  }

  /** Stops the child and waits until it has; kills it after 10 s. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        return;
      }
      LOG.warn("the schema registry did not stop in {} s and is killed", STOP_LIMIT.toSeconds());
    } catch (IOException e) {
      LOG.warn("the schema registry could not be asked to stop and is killed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }

  private static EmbeddedRegistry startRetrying(
      RegistryDistribution distribution, Path directory, RegistryPorts ports, RegistryLog output) {
    for (int attempt = 1; ; attempt++) {
      RegistryPorts chosen = ports.resolved();
      EmbeddedRegistry registry = launch(distribution, directory, chosen, output);
      try {
        registry.awaitReady(output);
        return registry;
      } catch (EmbeddedStartException e) {
        registry.process.destroyForcibly();
        if (ports.http() != 0 || !output.saysPortIsTaken() || attempt == ATTEMPTS) {
          throw e;
        }
        LOG.info("another process was faster on port {}, choosing another", chosen.http());
      }
    }
  }

  private static EmbeddedRegistry launch(
      RegistryDistribution distribution, Path directory, RegistryPorts ports, RegistryLog output) {
    ProcessBuilder builder =
        new ProcessBuilder(RegistryCommand.of(distribution, directory, ports))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.file().toFile());
    try {
      return new EmbeddedRegistry(builder.start(), new RegistryEndpoint(ports.http()));
    } catch (IOException e) {
      throw new EmbeddedStartException(
          "The schema registry's process could not be started (" + e.getMessage() + ")",
          "See that " + output.file() + " can be written and that Java is still installed.",
          e);
    }
  }

  private void awaitReady(RegistryLog output) {
    long deadline = System.nanoTime() + READY_LIMIT.toNanos();
    try {
      while (!endpoint.ready()) {
        if (!process.isAlive()) {
          throw failure("ended with status " + process.exitValue() + " while it started", output);
        }
        if (System.nanoTime() > deadline) {
          throw failure("did not answer in " + READY_LIMIT.toSeconds() + " s", output);
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
      endpoint.requireBackwardCompatibility();
    } catch (IOException e) {
      throw failure("did not take its compatibility rule (" + e.getMessage() + ")", output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("was interrupted while it started", output);
    }
  }

  private static EmbeddedStartException failure(String what, RegistryLog output) {
    return new EmbeddedStartException(
        "The schema registry " + what + "; it last wrote:\n" + output.lastLines() + "\n",
        "Mend what these lines name; all of them are in " + output.file() + ".");
  }
}
