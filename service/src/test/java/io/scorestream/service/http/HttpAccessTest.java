package io.scorestream.service.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.service.ScorestreamException;
import io.scorestream.service.settings.HttpSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a server answers. Requests are written by hand, since clients set Host themselves. */
class HttpAccessTest {

  private static final String TOKEN = "canary-93d0a7-canary";
  private static final OptionalInt ANY = OptionalInt.of(0);

  private final List<HttpEndpoint> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(HttpEndpoint::close);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LocalHost:8088",
        "127.0.0.1",
        "127.0.0.1:1",
        "[::1]",
        "[::1]:9404",
        "page.example",
        "page.example:80"
      })
  void host_thatNamesThisMachineIsAnswered(String host) throws Exception {
    assertThat(ask(named("page.example"), "GET / HTTP/1.1", "Host: " + host))
        .startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: evil.example",
        "Host: localhost.evil.example:8088",
        "Host: 10.0.0.1",
        "Host: [::2]",
        "Host:",
        "No: host",
        "Host: localhost\r\nHost: evil.example"
      })
  void host_thatNamesAnotherIsRefused(String header) throws Exception {
    HttpEndpoint endpoint = named("page.example");
    for (String path : List.of("/", "/api/board", "/api/session", "/unknown")) {
      assertThat(ask(endpoint, "GET " + path + " HTTP/1.1", header))
          .startsWith("HTTP/1.1 421 ")
          .contains("\"remedy\":")
          .doesNotContain("secret");
    }
  }

  /** Scrapers and health checks have names of their own for a process, and no token. */
  @Test
  void whatWatchesAProcess_isAskedNothing() throws Exception {
    HttpEndpoint endpoint = guarded();
    endpoint.routeUnchecked("/metrics", exchange -> Reply.text(200, "numbers").send(exchange));
    assertThat(ask(endpoint, "GET /metrics HTTP/1.1", "Host: evaluator:9404"))
        .startsWith("HTTP/1.1 200 ");
    assertThat(ask(named(), "GET / HTTP/1.1", "Host: evaluator:9404")).startsWith("HTTP/1.1 421 ");
  }

  @Test
  void token_isAskedForBelowApiAlone() throws Exception {
    HttpEndpoint endpoint = guarded();
    assertThat(get(endpoint, "/", "X: 1")).startsWith("HTTP/1.1 200 ");
    for (String path : List.of("/api/board", "/%61pi/board", "/api/board/../board")) {
      assertThat(get(endpoint, path, "X: 1"))
          .startsWith("HTTP/1.1 401 ")
          .contains("\"status\":401", "\"remedy\":")
          .doesNotContain("secret", TOKEN);
    }
    assertThat(get(endpoint, "/api/board", "Authorization: Bearer " + TOKEN))
        .startsWith("HTTP/1.1 200 ")
        .contains("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Bearer canary-93d0a7-canarz",
        "Authorization: Bearer canary-93d0a7",
        "Authorization: Bearer ",
        "Authorization: Basic canary-93d0a7-canary",
        "Cookie: scorestream=canary-93d0a7-canary",
        "X-Token: canary-93d0a7-canary"
      })
  void token_thatIsAnotherIsRefused(String header) throws Exception {
    assertThat(get(guarded(), "/api/board", header)).startsWith("HTTP/1.1 401 ");
  }

  /** Whoever has no page has the token, under whatever name he comes. */
  @Test
  void token_letsAnyHostIn() throws Exception {
    assertThat(
            ask(
                guarded(),
                "GET /api/board HTTP/1.1",
                "Host: page.example",
                "Authorization: Bearer " + TOKEN))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void session_givesACookieForTheToken() throws Exception {
    HttpEndpoint endpoint = guarded();
    assertThat(get(endpoint, "/api/session", "X: 1")).startsWith("HTTP/1.1 401 ");
    String answer = post(endpoint, "{\"token\":\"" + TOKEN + "\"}");
    assertThat(answer)
        .startsWith("HTTP/1.1 204 ")
        .containsPattern(
            "(?i)set-cookie: scorestream-[0-9a-f]{8}=[0-9a-f]{64}; HttpOnly; SameSite=Strict;"
                + " Path=/\r\n")
        .doesNotContain(TOKEN);
    String cookie = "Cookie: other=1; " + answer.replaceAll("(?is).*set-cookie: ([^;]+);.*", "$1");
    assertThat(get(endpoint, "/api/session", cookie)).startsWith("HTTP/1.1 204 ");
    assertThat(get(endpoint, "/api/board", cookie)).startsWith("HTTP/1.1 200 ");
    assertThat(get(endpoint, "/api/board", cookie + "0")).startsWith("HTTP/1.1 401 ");
    assertThat(
            ask(endpoint, "DELETE /api/session HTTP/1.1", "Host: localhost", "Connection: close"))
        .startsWith("HTTP/1.1 204 ")
        .containsPattern("(?i)set-cookie: scorestream-[0-9a-f]{8}=; [^\r]*Max-Age=0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"token\":\"another\"}", "{\"token\":null}", "{\"token\":1}", "{", "", "[]"})
  void session_isRefusedToWhoeverDoesNotKnowTheToken(String body) throws Exception {
    assertThat(post(guarded(), body))
        .startsWith("HTTP/1.1 401 ")
        .doesNotContainIgnoringCase("set-cookie");
  }

  @Test
  void session_isAllowedWhereNoTokenIs() throws Exception {
    assertThat(get(named(), "/api/session", "X: 1")).startsWith("HTTP/1.1 204 ");
    assertThat(post(named(), "{\"token\":\"any\"}")).startsWith("HTTP/1.1 204 ");
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8088, localhost:8088, 200",
    "https://page.example, page.example, 200",
    "https://page.example:443, page.example, 200",
    "http://evil.example, localhost:8088, 403",
    "http://localhost:8089, localhost:8088, 403",
    "null, localhost:8088, 403",
    "' ', localhost:8088, 403"
  })
  void origin_thatIsAnotherChangesNothing(String origin, String host, int status) throws Exception {
    HttpEndpoint endpoint = named("page.example");
    String from = "Origin: " + origin;
    for (String method : List.of("POST", "DELETE", "PUT")) {
      assertThat(ask(endpoint, method + " /api/board HTTP/1.1", "Host: " + host, from))
          .startsWith("HTTP/1.1 " + status + " ");
    }
    assertThat(ask(endpoint, "GET /api/board HTTP/1.1", "Host: " + host, from))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void start_thatLetsOthersInNeedsATokenOrToBeTold() {
    HttpSettings none = new HttpSettings("0.0.0.0", ANY, Optional.empty(), List.of(), false);
    assertThatThrownBy(() -> HttpEndpoint.start(none))
        .isInstanceOf(ScorestreamException.class)
        .hasMessageContaining("0.0.0.0 lets other machines in")
        .extracting(e -> ((ScorestreamException) e).remedy())
        .asString()
        .contains("http.token", "http.open=true");
    assertThatCode(() -> keep(new HttpSettings("0.0.0.0", ANY, Optional.empty(), List.of(), true)))
        .doesNotThrowAnyException();
    assertThatCode(() -> keep(none.withToken(Optional.of(TOKEN)))).doesNotThrowAnyException();
  }

  private HttpEndpoint named(String... hosts) {
    HttpSettings local = HttpSettings.local(0);
    return keep(
        new HttpSettings(
            local.host(), local.port(), Optional.empty(), Arrays.asList(hosts), false));
  }

  private HttpEndpoint guarded() {
    return keep(HttpSettings.local(0).withToken(Optional.of(TOKEN)));
  }

  private HttpEndpoint keep(HttpSettings settings) {
    HttpEndpoint endpoint = HttpEndpoint.start(settings);
    opened.add(endpoint);
    endpoint.route("/", exchange -> Reply.text(200, "page").send(exchange));
    endpoint.route("/api/board", exchange -> Reply.text(200, "secret").send(exchange));
    return endpoint;
  }

  private static String get(HttpEndpoint endpoint, String path, String header) throws IOException {
    return ask(endpoint, "GET " + path + " HTTP/1.1", "Host: localhost", header);
  }

  private static String post(HttpEndpoint endpoint, String body) throws IOException {
    return ask(
        endpoint,
        "POST /api/session HTTP/1.1",
        "Host: localhost",
        "Content-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body);
  }

  private static String ask(HttpEndpoint endpoint, String... lines) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port())) {
      socket.setSoTimeout(10_000);
      String head = String.join("\r\n", lines);
      String request = head.contains("Connection:") ? head : head + "\r\nConnection: close";
      socket.getOutputStream().write((request + "\r\n\r\n").getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
