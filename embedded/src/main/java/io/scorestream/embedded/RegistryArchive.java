package io.scorestream.embedded;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;

/**
 * A step of the build: runs the registry once and keeps the classes that it loaded in the form that
 * the JVM maps instead of reading and checking them again (application class-data sharing). That
 * takes the processor time of a start from about 6 s to 3 s. Another Java version ignores the
 * archive.
 */
final class RegistryArchive {
  private static final long READY_SECONDS = 120;
  private static final long WRITE_SECONDS = 120;

  private RegistryArchive() {}

  /**
   * Writes the archive where it is missing.
   *
   * @param args the directory of the unpacked registry
   * @throws IOException if the registry does not start or its JVM writes no archive
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    RegistryDistribution distribution = RegistryDistribution.in(Path.of(args[0]));
    if (!Files.exists(distribution.archive())) {
      write(distribution);
    }
  }

  /** The archive appears whole or not at all, so that a broken-off build leaves none. */
  private static void write(RegistryDistribution distribution)
      throws IOException, InterruptedException {
    Path home = requireNonNull(distribution.runnerJar().getParent());
    Path partial = Files.createTempDirectory(home, "archive").resolve("registry.jsa");
    Path output = home.resolve("archive.log");
    RegistryPorts ports = RegistryPorts.FREE.resolved();
    Process registry =
        new ProcessBuilder(RegistryCommand.archiving(distribution, partial, ports))
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    Thread killer = new Thread(registry::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(killer);
    try {
      awaitReady(registry, new RegistryEndpoint(ports.http()));
      registry.destroy();
      registry.waitFor(WRITE_SECONDS, TimeUnit.SECONDS);
    } finally {
      registry.destroyForcibly();
      Runtime.getRuntime().removeShutdownHook(killer);
    }
    if (!Files.exists(partial)) {
      throw new IOException("the registry's JVM wrote no archive; see " + output);
    }
    Files.move(partial, distribution.archive(), StandardCopyOption.ATOMIC_MOVE);
    Files.delete(partial.getParent());
  }

  private static void awaitReady(Process registry, RegistryEndpoint endpoint)
      throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
    while (registry.isAlive() && System.nanoTime() < deadline && !endpoint.ready()) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }
}
