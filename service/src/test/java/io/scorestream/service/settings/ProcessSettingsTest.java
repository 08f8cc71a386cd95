package io.scorestream.service.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ProcessSettingsTest {

  @Test
  void defaults() {
    ProcessSettings process = ProcessSettings.of(load(Map.of()));
    assertThat(process.instance()).endsWith("-" + ProcessHandle.current().pid());
    assertThat(process.startWait()).isZero();
    assertThat(process.connection().bootstrapServers()).isEqualTo("localhost:9092");
    assertThat(process.connection().registryUrl()).isEqualTo("http://localhost:8081");
    assertThat(process.connection().topics().prefix()).isEqualTo("scorestream");
    assertThat(HttpSettings.of(load(Map.of())).port()).isEmpty();
  }

  @Test
  void everySetting_isRead() {
    Map<String, String> values =
        Map.of(
            "bootstrap.servers", "h:1",
            "registry.url", "http://r",
            "topic.prefix", "p",
            "instance", "one",
            "start.wait", "2 min",
            "http.host", "0.0.0.0",
            "http.port", "9404",
            "http.token", "0123456789abcdef",
            "http.hosts", "page.example, [::2]",
            "http.open", "true");
    assertThat(values).containsOnlyKeys(ProcessSettings.DECLARED.names());
    ProcessSettings process = ProcessSettings.of(load(values));
    assertThat(process.instance()).isEqualTo("one");
    assertThat(process.startWait()).isEqualTo(Duration.ofMinutes(2));
    assertThat(process.connection().bootstrapServers()).isEqualTo("h:1");
    assertThat(process.connection().registryUrl()).isEqualTo("http://r");
    assertThat(process.connection().topics().prefix()).isEqualTo("p");
    assertThat(HttpSettings.of(load(values)))
        .isEqualTo(
            new HttpSettings(
                "0.0.0.0",
                OptionalInt.of(9404),
                Optional.of("0123456789abcdef"),
                List.of("page.example", "[::2]"),
                true));
  }

  @Test
  void token_isNowhereToBeSeen() {
    assertThat(HttpSettings.of(load(Map.of("http.token", "canary-93d0a7-canary"))).toString())
        .doesNotContain("canary");
    assertThatThrownBy(() -> load(Map.of("http.token", "canary 93d0a7 canary")))
        .hasMessageContaining("http.token is given, but must be 16 characters or more")
        .hasMessageNotContaining("canary");
    assertThatThrownBy(() -> load(Map.of("http.token", "canary")))
        .hasMessageNotContaining("canary");
  }

  @Test
  void mistakes_areNamedAllAtOnce() {
    assertThatThrownBy(() -> load(Map.of("http.port", "70000", "start.wait", "7", "instanse", "x")))
        .hasMessageContaining("3 settings are wrong")
        .hasMessageContaining("http.port is '70000', but must be 0 to 65535")
        .hasMessageContaining("start.wait is '7', but must be a duration with its unit")
        .hasMessageContaining("did you mean 'instance'?");
  }

  private static Settings load(Map<String, String> values) {
    return new SettingsLoader(ProcessSettings.DECLARED).values(values).load();
  }
}
