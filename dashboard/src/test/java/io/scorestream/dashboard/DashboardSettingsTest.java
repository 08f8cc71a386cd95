package io.scorestream.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.service.settings.HttpSettings;
import io.scorestream.service.settings.ProcessSettings;
import io.scorestream.service.settings.Settings;
import io.scorestream.service.settings.SettingsLoader;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DashboardSettingsTest {

  @Test
  void everySetting_isRead() {
    Map<String, String> own = Map.of("sampler.url", "http://sampler:9404");
    assertThat(own)
        .containsOnlyKeys(DashboardSettings.DECLARED.besides(ProcessSettings.DECLARED).names());
    Map<String, String> given = new HashMap<>(own);
    given.put("instance", "d1");
    given.put("start.wait", "5 s");
    given.put("http.token", "0123456789abcdef");
    DashboardSettings settings = DashboardSettings.of(load(given));
    assertThat(settings.process().instance()).isEqualTo("d1");
    assertThat(settings.process().startWait()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.samplerUrl()).contains("http://sampler:9404");
    assertThat(settings.token()).contains("0123456789abcdef");
    assertThat(settings.toString()).doesNotContain("0123456789abcdef");
    assertThat(settings.parts().sampler()).isPresent();
    assertThat(settings.parts().operates()).isTrue();
    assertThat(DashboardSettings.of(load(Map.of())).parts()).isEqualTo(DashboardParts.NONE);
    assertThatThrownBy(() -> load(Map.of("sampler.url", "sampler:9404")))
        .hasMessageContaining("http://host:port");
  }

  private static Settings load(Map<String, String> values) {
    return new SettingsLoader(DashboardSettings.DECLARED).values(values).load();
  }

  @Test
  void port_isItsOwn_whereNoneIsGiven() {
    assertThat(HttpSettings.off().orPort(DashboardSettings.PORT))
        .isEqualTo(HttpSettings.local(8088));
    assertThat(HttpSettings.local(9404).orPort(DashboardSettings.PORT).port())
        .isEqualTo(OptionalInt.of(9404));
  }
}
