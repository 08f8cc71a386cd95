package io.scorestream.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.model.DevicePreference;
import io.scorestream.service.settings.SettingsLoader;
import io.scorestream.trainer.ingest.BadRecordPolicy;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainerSettingsTest {

  @Test
  void settings_byDefault_trainAllRunsAndFailOnBadRecords() {
    TrainerSettings settings = load(Map.of());
    assertThat(settings.device()).isEqualTo(DevicePreference.AUTO);
    assertThat(settings.runs()).isEmpty();
    assertThat(settings.onBadRecord()).isEqualTo(BadRecordPolicy.FAIL);
    assertThat(settings.cacheDirectory())
        .isAbsolute()
        .endsWithRaw(Path.of("scorestream", "trainer"));
    assertThat(settings.instance()).endsWith("-" + ProcessHandle.current().pid());
  }

  @Test
  void settings_given_areTaken() {
    TrainerSettings settings =
        load(
            Map.of(
                "cache.dir", "/c",
                "device", "gpu",
                "runs", "a,b",
                "on.bad.record", "skip",
                "instance", "i",
                "bootstrap.servers", "h:1",
                "registry.url", "http://r",
                "topic.prefix", "p"));
    assertThat(settings.cacheDirectory()).isEqualTo(Path.of("/c"));
    assertThat(settings.device()).isEqualTo(DevicePreference.GPU);
    assertThat(settings.runs()).containsExactlyInAnyOrder("a", "b");
    assertThat(settings.onBadRecord()).isEqualTo(BadRecordPolicy.SKIP);
    assertThat(settings.instance()).isEqualTo("i");
    assertThat(settings.connection().bootstrapServers()).isEqualTo("h:1");
    assertThat(settings.connection().registryUrl()).isEqualTo("http://r");
    assertThat(settings.connection().topics().prefix()).isEqualTo("p");
  }

  @Test
  void settings_wrong_areNamedAllAtOnce() {
    assertThatThrownBy(
            () -> load(Map.of("device", "tpu", "on.bad.record", "ignore", "cach.dir", "x")))
        .hasMessageContaining("device")
        .hasMessageContaining("on.bad.record")
        .hasMessageContaining("there is no setting 'cach.dir'; did you mean 'cache.dir'");
  }

  private static TrainerSettings load(Map<String, String> values) {
    return TrainerSettings.of(new SettingsLoader(TrainerSettings.DEFINITION).values(values).load());
  }
}
