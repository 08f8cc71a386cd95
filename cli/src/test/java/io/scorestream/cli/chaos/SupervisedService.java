package io.scorestream.cli.chaos;

import io.scorestream.cli.Scorestream;
import io.scorestream.embedded.Ports;
import io.scorestream.fixtures.JavaProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A service in a process of its own that is started again whenever it has ended, as containers are.
 * Owned by one thread.
 */
final class SupervisedService implements AutoCloseable {

  private static final int HEAP_MIB = 512;
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final List<String> words;
  private final Path log;
  private final URI ready;
  private JavaProcess process;

  /**
   * Starts it.
   *
   * @param words the command and its options
   * @param log where what it prints goes
   */
  SupervisedService(List<String> words, Path log) {
    int port = Ports.free();
    this.words = new ArrayList<>(words);
    this.words.add("--http-port=" + port);
    this.log = log;
    this.ready = URI.create("http://127.0.0.1:" + port + "/ready");
    this.process = launch();
  }

  private JavaProcess launch() {
    return JavaProcess.start(
        JavaProcess.command(HEAP_MIB, Map.of(), Scorestream.class, words), log);
  }

  /** Starts it again where it has ended. */
  void supervise() {
    if (!process.isAlive()) {
      process = launch();
    }
  }

  /** Kills it, as {@code kill -9} does. */
  void kill() {
    process.kill();
  }

  /** Whether it says that it has all that it needs. */
  boolean isReady() throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(ready).timeout(PATIENCE).build();
    try {
      return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  String log() {
    return process.log();
  }

  @Override
  public void close() {
    process.close();
  }
}
