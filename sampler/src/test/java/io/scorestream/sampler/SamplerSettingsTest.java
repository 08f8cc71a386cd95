package io.scorestream.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.model.DevicePreference;
import io.scorestream.service.settings.SettingsLoader;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SamplerSettingsTest {

  @Test
  void of_nothing_hasDefaults() {
    SamplerSettings settings = settings(Map.of());

    assertThat(settings.device()).isEqualTo(DevicePreference.AUTO);
    assertThat(settings.skipBadRecords()).isFalse();
    assertThat(settings.instance()).endsWith("-" + ProcessHandle.current().pid());
  }

  @Test
  void of_everySetting_isTaken() {
    SamplerSettings settings =
        settings(Map.of("device", "cpu", "on.bad.record", "skip", "instance", "one"));

    assertThat(settings.device()).isEqualTo(DevicePreference.CPU);
    assertThat(settings.skipBadRecords()).isTrue();
    assertThat(settings.instance()).isEqualTo("one");
  }

  @Test
  void of_severalMistakes_namesAllOfThem() {
    assertThatThrownBy(
            () -> settings(Map.of("device", "tpu", "on.bad.record", "ignore", "devise", "cpu")))
        .hasMessageContaining("3 settings are wrong")
        .hasMessageContaining("did you mean 'device'?");
  }

  private static SamplerSettings settings(Map<String, String> values) {
    return SamplerSettings.of(new SettingsLoader(SamplerSettings.DEFINITION).values(values).load());
  }
}
