package io.scorestream.quickstart;

import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.embedded.EmbeddedStartException;
import io.scorestream.embedded.StackPorts;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.logging.LogFile;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Kafka and the registry of a quickstart's folder, for a command that asks for what is in it: those
 * of the quickstart where it runs, and its own for as long as it takes where none does. Owned by
 * one thread.
 */
public final class QuickstartFolder implements AutoCloseable {

  /** Where a quickstart that runs says how to reach it. */
  private static final String ADDRESSES = "addresses.properties";

  private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
  private static final String REGISTRY_URL = "registry.url";

  private final Map<String, String> connection;
  private final @Nullable Home home;
  private final @Nullable EmbeddedStack stack;

  private QuickstartFolder(
      Map<String, String> connection, @Nullable Home home, @Nullable EmbeddedStack stack) {
    this.connection = connection;
    this.home = home;
    this.stack = stack;
  }

  /**
   * Opens a folder.
   *
   * @throws ScorestreamException when no quickstart has written there, or what it has written
   *     cannot be served
   */
  public static QuickstartFolder open(Path folder) {
    if (!Files.isDirectory(folder.resolve("kafka"))) {
      throw new ScorestreamException(
          Reason.NO_INPUT,
          "folder " + folder + " holds nothing of a quickstart",
          "give the --dir that a quickstart was given; it says so in its first line");
    }
    Optional<Home> home = Home.ifFree(folder);
    return home.isPresent() ? started(home.get()) : running(folder);
  }

  private static QuickstartFolder started(Home home) {
    LogFile.redirectTo(home.resolve("quickstart.log"));
    try {
      EmbeddedStack stack = EmbeddedStack.start(home.path(), StackPorts.FREE);
      publish(home, stack);
      return new QuickstartFolder(addresses(stack), home, stack);
    } catch (EmbeddedStartException e) {
      home.close();
      throw new ScorestreamException(Reason.UNAVAILABLE, e.problem(), e.remedy(), e);
    }
  }

  private static QuickstartFolder running(Path folder) {
    Properties said = new Properties();
    try (Reader reader = Files.newBufferedReader(folder.resolve(ADDRESSES))) {
      said.load(reader);
    } catch (IOException e) {
      throw new ScorestreamException(
          Reason.CONFLICT,
          "folder " + folder + " is in use by a quickstart that has not said yet how to reach it",
          "try again in some seconds",
          e);
    }
    return new QuickstartFolder(
        Map.of(
            BOOTSTRAP_SERVERS,
            said.getProperty(BOOTSTRAP_SERVERS, ""),
            REGISTRY_URL,
            said.getProperty(REGISTRY_URL, "")),
        null,
        null);
  }

  /** Says in a folder how what runs on it is reached, for those who find it in use. */
  static void publish(Home home, EmbeddedStack stack) {
    Path file = home.resolve(ADDRESSES);
    Properties addresses = new Properties();
    addresses.putAll(addresses(stack));
    try (Writer writer = Files.newBufferedWriter(file)) {
      addresses.store(writer, null);
    } catch (IOException e) {
      throw new ScorestreamException(
          Reason.CANNOT_WRITE,
          file + " cannot be written: " + e.getMessage(),
          "give a directory that can be written by --dir",
          e);
    }
  }

  private static Map<String, String> addresses(EmbeddedStack stack) {
    return Map.of(BOOTSTRAP_SERVERS, stack.bootstrapServers(), REGISTRY_URL, stack.registryUrl());
  }

  /** The settings by which clients find Kafka and the registry. */
  public Map<String, String> connection() {
    return connection;
  }

  @Override
  public void close() {
    try (home;
        stack) {
      // Both end here, the stack first.
    }
  }
}
