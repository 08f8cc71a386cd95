package io.scorestream.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
  private static final String TOPIC = "blobs";
  private static final int TWENTY_MB = 20_000_000;

  @TempDir Path temp;

  @Test
  void start_afterStop_findsTopicAndLargeRecordOnOtherPorts() throws Exception {
    byte[] blob = new byte[TWENTY_MB];
    blob[TWENTY_MB - 1] = 42;
    try (EmbeddedKafka kafka = EmbeddedKafka.start(temp, KafkaPorts.FREE)) {
      createTopic(kafka);
      send(kafka, blob);
    }
    try (EmbeddedKafka again = EmbeddedKafka.start(temp, KafkaPorts.FREE)) {
      assertThat(first(again).value()).isEqualTo(blob);
    }
  }

  @Test
  void start_portsGiven_listensOnThemOnLoopbackOnly() throws Exception {
    KafkaPorts ports = KafkaPorts.FREE.resolved();
    try (EmbeddedKafka kafka = EmbeddedKafka.start(temp, ports)) {
      assertThat(kafka.bootstrapServers()).isEqualTo("127.0.0.1:" + ports.broker());
      for (int port : List.of(ports.broker(), ports.controller())) {
        assertThat(Loopback.onlyThere(port)).isTrue();
      }
    }
  }

  @Test
  void start_brokerPortTaken_namesPortAndSetting() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      KafkaPorts ports = new KafkaPorts(other.getLocalPort(), 0);
      assertThatThrownBy(() -> EmbeddedKafka.start(temp, ports))
          .isInstanceOf(EmbeddedStartException.class)
          .hasMessageContaining("Port " + other.getLocalPort())
          .hasMessageContaining("--port");
    }
  }

  @Test
  void start_fileInTheDirectorysPlace_namesDirectoryAndSetting() throws IOException {
    Path file = Files.createFile(temp.resolve("file"));
    assertThatThrownBy(() -> EmbeddedKafka.start(file, KafkaPorts.FREE))
        .isInstanceOf(EmbeddedStartException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("--dir");
  }

  @Test
  void start_directoryOfARunningBroker_isRefusedAndLeavesThatBrokerRunning() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(temp, KafkaPorts.FREE)) {
      assertThatThrownBy(() -> EmbeddedKafka.start(temp, KafkaPorts.FREE))
          .isInstanceOf(EmbeddedStartException.class)
          .hasMessageContaining(temp.toString())
          .hasMessageContaining("in use");
      createTopic(kafka);
      send(kafka, new byte[] {1});
      assertThat(first(kafka).value()).containsExactly(1);
    }
  }

  @Test
  void start_directoryOfAnotherNode_saysWhatKafkaFound() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(temp, KafkaPorts.FREE)) {
      assertThat(kafka.bootstrapServers()).isNotEmpty();
    }
    Path identity = temp.resolve("meta.properties");
    Files.writeString(identity, Files.readString(identity).replace("node.id=1", "node.id=7"));
    assertThatThrownBy(() -> EmbeddedKafka.start(temp, KafkaPorts.FREE))
        .isInstanceOf(EmbeddedStartException.class)
        .hasMessageContaining(temp.toString())
        .hasMessageContaining("7");
  }

  @Test
  void brokerAsksToEndTheProcess_itEndsAtOnceAndNamesTheDirectory() throws Exception {
    Path said = temp.resolve("said");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                HaltingProcess.class.getName(),
                temp.resolve("data").toString())
            .redirectError(said.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).isEqualTo(69);
    assertThat(said)
        .content()
        .contains("scorestream: Kafka cannot go on with its data in " + temp.resolve("data"))
        .contains("-> ");
  }

  @Test
  void close_twice_isHarmless() {
    EmbeddedKafka kafka = EmbeddedKafka.start(temp, KafkaPorts.FREE);
    kafka.close();
    kafka.close();
    EmbeddedKafka.start(temp, KafkaPorts.FREE).close();
  }

  private static void createTopic(EmbeddedKafka kafka) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (Admin admin = Admin.create(settings)) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
  }

  private static void send(EmbeddedKafka kafka, byte[] value) throws Exception {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.request.size", 32 << 20);
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings, bytes, bytes)) {
      producer.send(new ProducerRecord<>(TOPIC, value)).get();
    }
  }

  private static ConsumerRecord<byte[], byte[]> first(EmbeddedKafka kafka) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "auto.offset.reset", "earliest");
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    TopicPartition partition = new TopicPartition(TOPIC, 0);
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
      consumer.assign(List.of(partition));
      return consumer.poll(Duration.ofSeconds(20)).records(partition).get(0);
    }
  }
}
