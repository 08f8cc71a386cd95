package io.scorestream.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.service.http.HttpEndpoint;
import java.io.IOException;
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

class DocumentsHandlerTest {

  private final HttpEndpoint endpoint = HttpEndpoint.start(0);
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void attach() {
    endpoint.route(DocumentsHandler.PREFIX, new DocumentsHandler());
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  @Test
  void folder_isItsIndex() throws Exception {
    assertThat(text("/docs/")).contains("<title>Scorestream</title>").contains("site.css");
    assertThat(text("/docs/adr/")).isEqualTo(text("/docs/adr/index.html")).contains("decisions");
  }

  @Test
  void folder_withoutItsSlash_isWhereItIs() throws Exception {
    assertThat(get("/docs").statusCode()).isEqualTo(308);
    assertThat(get("/docs").headers().firstValue("Location")).hasValue("docs/");
    assertThat(get("/docs/adr").headers().firstValue("Location")).hasValue("adr/");
    assertThat(get("/docsx").statusCode()).isEqualTo(404);
  }

  @Test
  void filesHaveTheirTypes() throws Exception {
    assertThat(type("/docs/concepts.html")).isEqualTo("text/html; charset=utf-8");
    assertThat(type("/docs/site.css")).isEqualTo("text/css; charset=utf-8");
    assertThat(type("/docs/images/page.png")).isEqualTo("image/png");
    assertThat(type("/docs/LICENSE")).isEqualTo("text/plain; charset=utf-8");
    byte[] picture = get("/docs/images/page.png").body();
    assertThat(picture).startsWith(0x89, 'P', 'N', 'G');
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/docs/../PageHandler.class",
        "/docs/%2e%2e/Site.class",
        "/docs/adr/%2e%2e/%2e%2e/Site.class",
        "/docs//etc/passwd",
        "/docs/.hidden",
        "/docs/gone.html"
      })
  void nothingElse_isThere(String path) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(404);
  }

  private String text(String path) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request(path), BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  private String type(String path) throws IOException, InterruptedException {
    return get(path).headers().firstValue("Content-Type").orElseThrow();
  }

  private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    return http.send(request(path), BodyHandlers.ofByteArray());
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create(endpoint.url() + path)).build();
  }
}
