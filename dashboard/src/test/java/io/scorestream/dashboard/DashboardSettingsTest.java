package io.scorestream.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.service.settings.HttpSettings;
import io.scorestream.service.settings.ProcessSettings;
import io.scorestream.service.settings.SettingsLoader;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DashboardSettingsTest {

  @Test
  void settings_areThoseOfEveryProcess() {
    assertThat(DashboardSettings.DECLARED.besides(ProcessSettings.DECLARED).names()).isEmpty();
    DashboardSettings settings =
        DashboardSettings.of(
            new SettingsLoader(DashboardSettings.DECLARED)
                .values(Map.of("instance", "d1", "start.wait", "5 s"))
                .load());
    assertThat(settings.process().instance()).isEqualTo("d1");
    assertThat(settings.process().startWait()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void port_isItsOwn_whereNoneIsGiven() {
    assertThat(HttpSettings.off().orPort(DashboardSettings.PORT))
        .isEqualTo(HttpSettings.local(8088));
    assertThat(HttpSettings.local(9404).orPort(DashboardSettings.PORT).port())
        .isEqualTo(OptionalInt.of(9404));
  }
}
