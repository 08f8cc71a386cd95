package io.scorestream.dashboard.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.service.http.HttpEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageHandlerTest {

  private final HttpEndpoint endpoint = HttpEndpoint.start(0);
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void attach() {
    endpoint.route(PageHandler.PREFIX, new PageHandler());
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  private HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint.url() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString(UTF_8));
  }

  @Test
  void page_isAtTheRoot_andRunsNothingButItsOwn() throws Exception {
    HttpResponse<String> page = get("/");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(page.body()).isEqualTo(get("/page/index.html").body()).contains("<html");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/page/app.js", "/page/app.css", "/page/icon.svg"})
  void page_hasAllThatItNames(String path) throws Exception {
    assertThat(get("/").body()).contains(path.substring(path.lastIndexOf('/') + 1));
    assertThat(get(path).statusCode()).isEqualTo(200);
    assertThat(get(path).body()).isNotEmpty();
  }

  @Test
  void page_thatIsKnown_isNotSentAgain() throws Exception {
    String tag = get("/").headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> again = get("/", "If-None-Match", tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(get("/", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/page/PageHandler.class",
        "/page/",
        "/PageHandler.class",
        "/page/../api/openapi-board.json",
        "/page/%2e%2e/api/openapi-board.json",
        "/../api/openapi-board.json",
        "//etc/passwd",
        "/page//etc/passwd",
        "/index.html/"
      })
  void nothingElse_isFound(String path) throws Exception {
    // Clients tidy paths up before they send them.
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port());
        InputStream answer = socket.getInputStream()) {
      socket
          .getOutputStream()
          .write(("GET " + path + " HTTP/1.0\r\nHost: localhost\r\n\r\n").getBytes(UTF_8));
      assertThat(new String(answer.readAllBytes(), UTF_8)).matches("(?s)HTTP/1\\.[01] 4.*");
    }
  }

  @Test
  void page_isNotChanged() throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(URI.create(endpoint.url() + "/"))
            .POST(HttpRequest.BodyPublishers.ofString("x"))
            .build();
    assertThat(http.send(post, BodyHandlers.ofString(UTF_8)).statusCode()).isEqualTo(405);
  }
}
