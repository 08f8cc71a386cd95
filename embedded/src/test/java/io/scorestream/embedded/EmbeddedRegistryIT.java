package io.scorestream.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRegistryIT {
  private static final String SUBJECT = "readings-value";
  private static final Schema READING =
      SchemaBuilder.record("Reading").fields().requiredInt("a").endRecord();
  private static final Schema WITH_NEW_REQUIRED_FIELD =
      SchemaBuilder.record("Reading").fields().requiredInt("a").requiredInt("b").endRecord();

  @TempDir Path temp;

  @Test
  void register_incompatibleSchema_isRefusedWithConflict() throws Exception {
    try (EmbeddedRegistry registry = start()) {
      SchemaRegistryClient client = client(registry);
      client.register(SUBJECT, new AvroSchema(READING));
      assertThatThrownBy(() -> client.register(SUBJECT, new AvroSchema(WITH_NEW_REQUIRED_FIELD)))
          .isInstanceOfSatisfying(
              RestClientException.class, e -> assertThat(e.getStatus()).isEqualTo(409));
    }
  }

  @RepeatedTest(3)
  void start_childKilledRightAfterRegistering_findsSchemaUnderItsId() throws Exception {
    int id;
    try (EmbeddedRegistry registry = start()) {
      id = client(registry).register(SUBJECT, new AvroSchema(READING));
      ProcessHandle child = ProcessHandle.of(registry.pid()).orElseThrow();
      child.destroyForcibly();
      child.onExit().get(10, TimeUnit.SECONDS);
    }
    try (EmbeddedRegistry again = start()) {
      assertThat(client(again).getSchemaById(id)).isEqualTo(new AvroSchema(READING));
    }
  }

  @Test
  void interruptSignalFromTerminal_isLeftToTheParent() throws Exception {
    try (EmbeddedRegistry registry = start()) {
      new ProcessBuilder("kill", "-INT", Long.toString(registry.pid())).start().waitFor();
      ProcessHandle child = ProcessHandle.of(registry.pid()).orElseThrow();
      assertThat(child.onExit()).isNotDone();
      assertThat(client(registry).getCompatibility("")).isEqualTo("BACKWARD");
    }
  }

  @Test
  void start_databaseHeldByAnotherRegistry_showsTheLastLinesOfItsLog() throws Exception {
    try (EmbeddedRegistry registry = start()) {
      Path log = temp.resolve("second.log");
      assertThatThrownBy(
              () ->
                  EmbeddedRegistry.start(
                      RegistryDistribution.locate(), temp.resolve("data"), RegistryPorts.FREE, log))
          .isInstanceOf(EmbeddedStartException.class)
          .hasMessageContaining("The file is locked")
          .hasMessageNotContaining("\tat ")
          .hasMessageContaining(log.toString());
      assertThat(client(registry).getAllSubjects()).isEmpty();
    }
  }

  @Test
  void start_portTaken_namesPortAndSetting() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      RegistryPorts ports = new RegistryPorts(other.getLocalPort(), 0);
      assertThatThrownBy(
              () ->
                  EmbeddedRegistry.start(
                      RegistryDistribution.locate(), temp, ports, temp.resolve("registry.log")))
          .isInstanceOf(EmbeddedStartException.class)
          .hasMessageContaining("Port " + other.getLocalPort())
          .hasMessageContaining("--port");
    }
  }

  @Test
  void start_listensOnLoopbackOnly() throws Exception {
    try (EmbeddedRegistry registry = start()) {
      assertThat(Loopback.onlyThere(URI.create(registry.url()).getPort())).isTrue();
    }
  }

  private EmbeddedRegistry start() throws Exception {
    Files.createDirectories(temp);
    return EmbeddedRegistry.start(
        RegistryDistribution.locate(),
        temp.resolve("data"),
        RegistryPorts.FREE,
        temp.resolve("registry.log"));
  }

  private static SchemaRegistryClient client(EmbeddedRegistry registry) {
    return new CachedSchemaRegistryClient(registry.url(), 10);
  }
}
