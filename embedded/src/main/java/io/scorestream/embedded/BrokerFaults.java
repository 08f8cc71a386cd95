package io.scorestream.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what becomes of this process when Kafka, written to own its process, asks to end it.
 *
 * <p>While a thread starts a broker the request is ignored on that thread, as Kafka then throws the
 * cause as well. At any other time the broker cannot go on (a full disk, for one) and every service
 * that talks to it would hang, so the process ends at once, after a word on standard error, since
 * the log may lie on the same disk: with 73 where the broker's disk is full, else with 69, both
 * after sysexits.h. Shutdown hooks do not run, since they would wait for the broker.
 */
final class BrokerFaults {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerFaults.class);

  private static final int CANNOT_WRITE = 73;
  private static final int UNAVAILABLE = 69;

  private static final ThreadLocal<Boolean> starting = ThreadLocal.withInitial(() -> false);

  /** Directories of the brokers that run in this process. */
  private static final Set<Path> running = ConcurrentHashMap.newKeySet();

  private BrokerFaults() {}

  /** Runs a broker's start so that its failure comes back as an exception. */
  static void thrownWhile(Path directory, Runnable start) {
    Exit.setExitProcedure((status, message) -> onExit());
    Exit.setHaltProcedure((status, message) -> onExit());
    starting.set(true);
    running.add(directory);
    try {
      start.run();
    } catch (RuntimeException e) {
      running.remove(directory);
      throw e;
    } finally {
      starting.remove();
    }
  }

  /** The broker on this directory is ended by its owner. */
  static void stopped(Path directory) {
    running.remove(directory);
  }

  /** Whether there is no room for as much as one more batch of records. */
  static boolean isFull(Path directory) {
    return usableBytes(directory) < BrokerSettings.LARGEST_BATCH;
  }

  private static void onExit() {
    if (starting.get()) {
      return;
    }
    Path directory =
        running.stream()
            .min(Comparator.comparingLong(BrokerFaults::usableBytes))
            .orElse(Path.of(""));
    boolean full = isFull(directory);
    String what =
        full
            ? "the disk of %s is full: Kafka cannot write there, and has ended".formatted(directory)
            : "Kafka cannot go on with its data in %s, and has ended".formatted(directory);
    String remedy =
        (full ? "make room there" : "mend what its log says")
            + ", then give the same command again: what was committed is kept";
    LOG.error("{}; {}", what, remedy);
    System.err.println("scorestream: " + what + System.lineSeparator() + "  -> " + remedy);
    System.err.flush();
    Runtime.getRuntime().halt(full ? CANNOT_WRITE : UNAVAILABLE);
  }

  private static long usableBytes(Path directory) {
    try {
      return Files.getFileStore(directory).getUsableSpace();
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }
}
