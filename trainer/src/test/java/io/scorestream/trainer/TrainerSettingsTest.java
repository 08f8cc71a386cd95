package io.scorestream.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.model.DevicePreference;
import io.scorestream.service.kafka.BadRecordPolicy;
import io.scorestream.service.kafka.PassedOver;
import io.scorestream.service.settings.DataSize;
import io.scorestream.service.settings.ProcessSettings;
import io.scorestream.service.settings.Settings;
import io.scorestream.service.settings.SettingsLoader;
import io.scorestream.trainer.cache.DamagePolicy;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrainerSettingsTest {

  @Test
  void defaults() {
    TrainerSettings settings = load(Map.of());
    assertThat(settings.device()).isEqualTo(DevicePreference.AUTO);
    assertThat(settings.runs()).isEmpty();
    assertThat(settings.onBadRecord()).isEqualTo(BadRecordPolicy.FAIL);
    assertThat(settings.cacheDirectory())
        .isAbsolute()
        .endsWithRaw(Path.of("scorestream", "trainer"));
    assertThat(settings.cacheShared()).isFalse();
    assertThat(settings.cacheMaxSize()).isEmpty();
    assertThat(settings.onDamagedCache()).isEqualTo(DamagePolicy.REBUILD);
  }

  @Test
  void everySetting_isRead() {
    Map<String, String> values =
        Map.of(
            "cache.dir", "/c",
            "cache.shared", "true",
            "cache.max.size", "2 GiB",
            "on.damaged.cache", "Fail",
            "device", "GPU",
            "runs", "a, b",
            "on.bad.record", "SKIP",
            "pass.over", "t/0/7");
    assertThat(values)
        .containsOnlyKeys(TrainerSettings.DECLARED.besides(ProcessSettings.DECLARED).names());
    TrainerSettings settings = load(values);
    assertThat(settings.cacheDirectory()).isEqualTo(Path.of("/c"));
    assertThat(settings.cacheShared()).isTrue();
    assertThat(settings.cacheMaxSize()).contains(new DataSize(2L << 30));
    assertThat(settings.onDamagedCache()).isEqualTo(DamagePolicy.FAIL);
    assertThat(settings.device()).isEqualTo(DevicePreference.GPU);
    assertThat(settings.runs()).containsExactlyInAnyOrder("a", "b");
    assertThat(settings.onBadRecord()).isEqualTo(BadRecordPolicy.SKIP);
    assertThat(settings.passedOver()).isEqualTo(new PassedOver(Set.of("t/0/7")));
  }

  @Test
  void cacheDirectory_isWhereTheEnvironmentHasCaches() {
    Settings settings =
        new SettingsLoader(TrainerSettings.DECLARED)
            .environment(Map.of("XDG_CACHE_HOME", "/caches"))
            .load();
    assertThat(TrainerSettings.of(settings).cacheDirectory())
        .isEqualTo(Path.of("/caches/scorestream/trainer"));
  }

  @Test
  void mistakes_areNamedAllAtOnce() {
    assertThatThrownBy(
            () -> load(Map.of("device", "tpu", "on.bad.record", "ignore", "cach.dir", "x")))
        .hasMessageContaining("device")
        .hasMessageContaining("on.bad.record")
        .hasMessageContaining("there is no setting 'cach.dir'; did you mean 'cache.dir'");
  }

  private static TrainerSettings load(Map<String, String> values) {
    return TrainerSettings.of(new SettingsLoader(TrainerSettings.DECLARED).values(values).load());
  }
}
