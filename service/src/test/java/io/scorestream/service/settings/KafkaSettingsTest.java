package io.scorestream.service.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.service.settings.KafkaSettings.Client;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KafkaSettingsTest {

  private static final Map<String, Object> DEFAULTS = Map.of("linger.ms", 5, "retries", 3);

  @ParameterizedTest
  @EnumSource
  void given_replacesTheDefaultOfEveryKind(Client client) {
    assertThat(KafkaSettings.of(Map.of("linger.ms", "50"), client, DEFAULTS))
        .isEqualTo(Map.of("linger.ms", "50", "retries", 3));
  }

  @Test
  void givenForItsKind_winsOverGivenForAll_andIsNotSeenByOthers() {
    Map<String, String> given = Map.of("linger.ms", "50", "producer.linger.ms", "7");
    assertThat(KafkaSettings.of(given, Client.PRODUCER, DEFAULTS)).containsEntry("linger.ms", "7");
    assertThat(KafkaSettings.of(given, Client.CONSUMER, DEFAULTS))
        .isEqualTo(Map.of("linger.ms", "50", "retries", 3));
  }

  @ParameterizedTest
  @CsvSource({
    "acks, 1",
    "enable.idempotence, false",
    "transactional.id, mine",
    "isolation.level, read_uncommitted",
    "enable.auto.commit, true",
    "auto.offset.reset, latest",
    "processing.guarantee, at_least_once",
    "group.id, mine",
    "client.id, mine",
    "value.deserializer, org.apache.kafka.common.serialization.StringDeserializer",
    "bootstrap.servers, elsewhere:9092",
    "producer.acks, 0",
    "consumer.isolation.level, read_uncommitted",
    "main.consumer.auto.offset.reset, latest",
    "admin.client.id, mine"
  })
  void whatPromisesStandOn_isRefusedByNameWithTheReason(String name, String value) {
    assertThat(KafkaSettings.problems(Map.of(name, value)))
        .singleElement()
        .asString()
        .startsWith("kafka." + name + " is '" + value + "', but ")
        .contains(": ");
  }

  @ParameterizedTest
  @CsvSource({
    "acks, all",
    "enable.idempotence, TRUE",
    "isolation.level, read_committed",
    "max.request.size, 1000000",
    "transaction.timeout.ms, 60000",
    "session.timeout.ms, 20000",
    "sasl.jaas.config, x",
    "topic.cleanup.policy, compact"
  })
  void theRest_andWhatSaysTheSame_isTheUsers(String name, String value) {
    assertThat(KafkaSettings.problems(Map.of(name, value))).isEmpty();
  }

  @Test
  void load_namesAllOfThem_besideOtherMistakes() {
    SettingsLoader loader =
        new SettingsLoader(new SettingGroup(ConnectionSettings.DECLARED))
            .values(Map.of("kafka.acks", "1", "kafka.consumer.group.id", "g", "nonsense", "1"));
    assertThatThrownBy(loader::load)
        .hasMessageContaining("3 settings are wrong")
        .hasMessageContaining("kafka.acks is '1', but must be all")
        .hasMessageContaining("kafka.consumer.group.id")
        .hasMessageContaining("nonsense");
  }
}
