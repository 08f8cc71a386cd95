package io.scorestream.dashboard.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.dashboard.board.Board;
import io.scorestream.service.http.HttpEndpoint;
import io.scorestream.service.http.Reply;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventStreamTest {

  private final Board board = new Board();
  private final HttpEndpoint endpoint = HttpEndpoint.start(0);
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void attach() {
    endpoint.stream(EventStream.PREFIX, new EventStream(board, () -> {}));
    endpoint.route("/other", exchange -> Reply.text(200, "here").send(exchange));
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  private HttpResponse<InputStream> ask(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint.url() + path)).build();
    return http.send(request, BodyHandlers.ofInputStream());
  }

  @Test
  void changes_thatComeFast_areToldTogether() throws Exception {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(ask(EventStream.PREFIX).body(), UTF_8))) {
      assertThat(lines.readLine()).isEqualTo("event: hello");
      assertThat(lines.readLine()).isEqualTo("data: {\"version\":0}");
      for (int i = 0; i < 1000; i++) {
        board.deadLetter();
      }
      List<String> told = new ArrayList<>();
      while (told.isEmpty() || !told.get(told.size() - 1).contains("\"version\":1000,")) {
        String line = lines.readLine();
        if (line.startsWith("data: ")) {
          told.add(line);
        }
      }
      assertThat(told).hasSizeLessThanOrEqualTo(4);
      assertThat(told.get(told.size() - 1))
          .isEqualTo("data: {\"version\":1000,\"runs\":[],\"services\":true}");
    }
  }

  /** Each listener has a thread of the server, which others need too. */
  @Test
  void listeners_areSoMany_thatOthersAreStillAnswered() throws Exception {
    List<HttpResponse<InputStream>> listeners = new ArrayList<>();
    for (int i = 0; i < EventStream.MOST; i++) {
      listeners.add(ask(EventStream.PREFIX));
      assertThat(listeners.get(i).statusCode()).isEqualTo(200);
    }

    assertThat(ask(EventStream.PREFIX).statusCode()).isEqualTo(503);
    assertThat(ask("/other").statusCode()).isEqualTo(200);

    listeners.get(0).body().close();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              board.deadLetter();
              return ask(EventStream.PREFIX).statusCode() == 200;
            });
  }
}
