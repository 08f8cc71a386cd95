package io.scorestream.embedded;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of the registry's JVM. */
final class RegistryCommand {
  private static final String MAIN = "io.quarkus.runner.GeneratedMain";

  /** A short life on few cores: the quick compiler and the plain collector halve the start. */
  private static final List<String> JVM =
      List.of(
          "-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true");

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
   * @param directory absolute, holds the H2 database
   * @param ports {@code http} greater than 0
   */
  static List<String> of(RegistryDistribution distribution, Path directory, RegistryPorts ports) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(REGISTRY);
    command.add("-Dquarkus.http.port=" + ports.http());
    command.add("-Dquarkus.management.port=" + ports.management());
    command.add("-Dapicurio.datasource.url=" + database(directory));
    command.add("-cp");
    command.add(distribution.runnerJar() + File.pathSeparator + RegistryDistribution.codeSource());
    command.add(ParentWatch.class.getName());
    command.add(MAIN);
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
