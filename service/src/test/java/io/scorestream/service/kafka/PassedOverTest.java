package io.scorestream.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.service.ScorestreamException;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.SettingsLoader;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassedOverTest {

  @Test
  void places_areThoseOfTopicPartitionAndOffset() {
    PassedOver named = load("a.b/0/42, c/1/7");

    assertThat(named.names(new ConsumerRecord<>("a.b", 0, 42, "k", "v"))).isTrue();
    assertThat(named.names(new ConsumerRecord<>("c", 1, 7, "k", "v"))).isTrue();
    assertThat(named.names(new ConsumerRecord<>("c", 1, 42, "k", "v"))).isFalse();
    assertThat(named).hasToString("a.b/0/42,c/1/7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/0", "a/0/-1", "a/0/1/2", "a/0/1,", "a b/0/1"})
  void place_thatIsNone_isRefused(String text) {
    assertThatThrownBy(() -> load(text))
        .isInstanceOf(ScorestreamException.class)
        .hasMessageContaining("topic/partition/offset");
  }

  private static PassedOver load(String text) {
    SettingGroup group = new SettingGroup();
    var setting = group.add(PassedOver.SETTING);
    return new SettingsLoader(group)
        .values(Map.of("pass.over", text))
        .load()
        .get(setting)
        .orElseThrow();
  }
}
