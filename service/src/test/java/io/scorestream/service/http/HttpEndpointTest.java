package io.scorestream.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.settings.HttpSettings;
import io.scorestream.service.settings.Settings;
import io.scorestream.service.settings.SettingsLoader;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;

class HttpEndpointTest {

  @Test
  void start_onAPortThatIsTakenNamesIt() {
    try (HttpEndpoint first = HttpEndpoint.start(new HttpSettings("127.0.0.1", 0))) {
      HttpSettings taken = new HttpSettings("127.0.0.1", first.port());
      assertThatExceptionOfType(ScorestreamException.class)
          .isThrownBy(() -> HttpEndpoint.start(taken))
          .withMessageContaining("port " + first.port())
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CONFLICT));
    }
  }

  @Test
  void healthCheck_followsTheStatus() {
    int port;
    try (HttpEndpoint endpoint = HttpEndpoint.start(new HttpSettings("127.0.0.1", 0))) {
      endpoint.route("/ready", exchange -> Reply.text(200, "yes").send(exchange));
      endpoint.route("/later", exchange -> Reply.text(503, "no").send(exchange));
      port = endpoint.port();
      assertThat(HealthCheck.succeeds(port, "/ready")).isTrue();
      assertThat(HealthCheck.succeeds(port, "/later")).isFalse();
    }
    assertThat(HealthCheck.succeeds(port, "/ready")).isFalse();
  }

  @Test
  void settings_areOffUntilAPortIsGiven() {
    assertThat(HttpSettings.of(load(Map.of())).isOn()).isFalse();
    assertThat(HttpSettings.of(load(Map.of("http.port", "9404"))))
        .isEqualTo(new HttpSettings("127.0.0.1", 9404));
  }

  private static Settings load(Map<String, String> values) {
    return new SettingsLoader(HttpSettings.declare(new ConfigDef())).values(values).load();
  }
}
