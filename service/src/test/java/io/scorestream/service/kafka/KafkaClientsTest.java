package io.scorestream.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.topics.TopicCatalogue;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaClientsTest {

  @Test
  void producer_hasTheUsersSizes_andItsPromises() {
    assertThat(
            clients(Map.of("max.request.size", "1000", "producer.linger.ms", "50"))
                .producing("p", Map.of("transaction.timeout.ms", 30_000)))
        .containsEntry("max.request.size", "1000")
        .containsEntry("linger.ms", "50")
        .containsEntry("transaction.timeout.ms", 30_000)
        .containsEntry("acks", "all")
        .containsEntry("enable.idempotence", true)
        .containsEntry("client.id", "p");
  }

  @Test
  void consumer_hasTheUsersTimes_andReadsWhatIsCommitted() {
    assertThat(
            clients(Map.of("session.timeout.ms", "20000", "producer.linger.ms", "50"))
                .consuming("c", Map.of("session.timeout.ms", 10_000)))
        .containsEntry("session.timeout.ms", "20000")
        .containsEntry("isolation.level", "read_committed")
        .doesNotContainKey("linger.ms");
  }

  @Test
  void administrator_waitsAtLeastAsLongAsOneOfItsRequests() {
    assertThat(clients(Map.of()).administering())
        .containsEntry("request.timeout.ms", 5_000)
        .containsEntry("default.api.timeout.ms", 10_000);
    assertThat(clients(Map.of("request.timeout.ms", "60000")).administering())
        .containsEntry("request.timeout.ms", "60000")
        .containsEntry("default.api.timeout.ms", 60_000);
  }

  private static KafkaClients clients(Map<String, String> kafka) {
    return new KafkaClients(
        new ConnectionSettings("localhost:1", "mock://none", new TopicCatalogue("test"), kafka));
  }
}
