package io.scorestream.service.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class HttpEndpointTest {

  @Test
  void start_onAPortThatIsTakenNamesIt() {
    try (HttpEndpoint first = HttpEndpoint.start(0)) {
      int taken = first.port();
      assertThatExceptionOfType(ScorestreamException.class)
          .isThrownBy(() -> HttpEndpoint.start(taken))
          .withMessageContaining("port " + taken)
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.CONFLICT));
    }
  }

  @Test
  void healthCheck_followsTheStatus() {
    int port;
    try (HttpEndpoint endpoint = HttpEndpoint.start(0)) {
      endpoint.route("/ready", exchange -> Reply.text(200, "yes").send(exchange));
      endpoint.route("/later", exchange -> Reply.text(503, "no").send(exchange));
      port = endpoint.port();
      assertThat(HealthCheck.succeeds(port, "/ready")).isTrue();
      assertThat(HealthCheck.succeeds(port, "/later")).isFalse();
    }
    assertThat(HealthCheck.succeeds(port, "/ready")).isFalse();
  }

  /** Its client waited for ever. */
  @Test
  void error_endsTheConnection() throws IOException {
    try (HttpEndpoint endpoint = HttpEndpoint.start(0);
        Socket client = new Socket(InetAddress.getLoopbackAddress(), endpoint.port())) {
      endpoint.route(
          "/bad",
          exchange -> {
            throw new NoClassDefFoundError("for a test");
          });
      client.setSoTimeout(5_000);
      client
          .getOutputStream()
          .write("GET /bad HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }
}
