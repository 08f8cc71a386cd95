package io.scorestream.embedded;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of the registry's JVM. */
final class RegistryCommand {
  private static final String MAIN = "io.quarkus.runner.GeneratedMain";

  /**
   * A short life on few cores: the quick compiler and the plain collector halve the start. The
   * JVM's own log would warn of each class that it does not archive.
   */
  private static final List<String> JVM =
      List.of(
          "-Xmx192m",
          "-Xlog:disable",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Djava.awt.headless=true");

  /** Connections are opened when needed; two pools of the registry are never used here. */
  private static final List<String> REGISTRY =
      List.of(
          "-Dquarkus.http.host=127.0.0.1",
          "-Dquarkus.management.host=127.0.0.1",
          "-Dquarkus.http.access-log.enabled=false",
          "-Dquarkus.banner.enabled=false",
          "-Dapicurio.datasource.jdbc.initial-size=1",
          "-Dapicurio.datasource.jdbc.min-size=1",
          "-Dapicurio.datasource.jdbc.max-size=8",
          "-Dapicurio.datasource.blue.jdbc.initial-size=0",
          "-Dapicurio.datasource.blue.jdbc.min-size=0",
          "-Dapicurio.datasource.green.jdbc.initial-size=0",
          "-Dapicurio.datasource.green.jdbc.min-size=0");

  private RegistryCommand() {}

  /**
   * The registry as a child that ends with its parent.
   *
   * @param directory absolute, holds the H2 database
   * @param ports {@code http} greater than 0
   */
  static List<String> of(RegistryDistribution distribution, Path directory, RegistryPorts ports) {
    List<String> command = java(ports);
    if (Files.exists(distribution.archive())) {
      command.add("-XX:SharedArchiveFile=" + distribution.archive());
    }
    command.add("-Dapicurio.datasource.url=" + database(directory));
    command.add("-cp");
    command.add(distribution.runnerJar() + File.pathSeparator + RegistryDistribution.codeSource());
    command.add(ParentWatch.class.getName());
    command.add(MAIN);
    return command;
  }

  /**
   * The registry on a database in memory, writing the classes that it loaded to {@code archive}
   * when it is asked to end. Its class path is the head of the other's, as the JVM demands.
   */
  static List<String> archiving(
      RegistryDistribution distribution, Path archive, RegistryPorts ports) {
    List<String> command = java(ports);
    command.add("-XX:ArchiveClassesAtExit=" + archive);
    command.add("-cp");
    command.add(distribution.runnerJar().toString());
    command.add(MAIN);
    return command;
  }

  private static List<String> java(RegistryPorts ports) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(REGISTRY);
    command.add("-Dquarkus.http.port=" + ports.http());
    command.add("-Dquarkus.management.port=" + ports.management());
    return command;
  }

  /**
   * H2 writes a commit half a second late by default; a kill in that time would lose a schema whose
   * id is already in Kafka's records.
   */
  private static String database(Path directory) {
    return "jdbc:h2:file:" + directory.resolve("registry") + ";WRITE_DELAY=0";
  }
}
