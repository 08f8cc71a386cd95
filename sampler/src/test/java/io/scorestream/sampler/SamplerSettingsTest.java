package io.scorestream.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.model.DevicePreference;
import io.scorestream.service.kafka.BadRecordPolicy;
import io.scorestream.service.kafka.PassedOver;
import io.scorestream.service.settings.ProcessSettings;
import io.scorestream.service.settings.SettingsLoader;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SamplerSettingsTest {

  @Test
  void defaults() {
    SamplerSettings settings = settings(Map.of());
    assertThat(settings.device()).isEqualTo(DevicePreference.AUTO);
    assertThat(settings.onBadRecord()).isEqualTo(BadRecordPolicy.FAIL);
  }

  @Test
  void everySetting_isRead() {
    Map<String, String> values =
        Map.of(
            "device", "GPU", "on.bad.record", "Skip", "pass.over", "t/0/7", "request.limit", "500");
    assertThat(values)
        .containsOnlyKeys(SamplerSettings.DECLARED.besides(ProcessSettings.DECLARED).names());
    SamplerSettings settings = settings(values);
    assertThat(settings.device()).isEqualTo(DevicePreference.GPU);
    assertThat(settings.onBadRecord()).isEqualTo(BadRecordPolicy.SKIP);
    assertThat(settings.passedOver()).isEqualTo(new PassedOver(Set.of("t/0/7")));
    assertThat(settings.requests().samples()).isEqualTo(500);
  }

  @Test
  void mistakes_areNamedAllAtOnce() {
    assertThatThrownBy(
            () -> settings(Map.of("device", "tpu", "on.bad.record", "ignore", "devise", "cpu")))
        .hasMessageContaining("3 settings are wrong")
        .hasMessageContaining("did you mean 'device'?");
  }

  private static SamplerSettings settings(Map<String, String> values) {
    return SamplerSettings.of(new SettingsLoader(SamplerSettings.DECLARED).values(values).load());
  }
}
