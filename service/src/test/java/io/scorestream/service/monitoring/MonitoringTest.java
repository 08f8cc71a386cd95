package io.scorestream.service.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.service.http.Reply;
import io.scorestream.service.metrics.MeterName;
import io.scorestream.service.settings.HttpSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MonitoringTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private static final List<MeterName> WATCHED =
      List.of(
          MeterName.counter("scorestream.samples", "Samples.", "source"),
          MeterName.gauge("scorestream.milestone", "Newest one.", "run", "shard").in("samples"),
          MeterName.timer("scorestream.training", "Time.", "run"));

  private final Monitoring monitoring = Monitoring.start(HttpSettings.local(0));

  @AfterEach
  void close() {
    monitoring.close();
  }

  @Test
  void ready_onlyWhenAllConditionsHold() throws Exception {
    monitoring.ready().require(Condition.LOADED);
    monitoring.ready().set(Condition.REACHED, true);
    HttpResponse<String> before = get("/ready");
    monitoring.ready().set(Condition.LOADED, true);
    HttpResponse<String> after = get("/ready");
    assertThat(before.statusCode()).isEqualTo(503);
    assertThat(before.body()).isEqualTo("reached: yes\nloaded: no\n");
    assertThat(after.statusCode()).isEqualTo(200);
  }

  @Test
  void ready_isLostWithAConditionThatIsWatched() throws Exception {
    boolean[] assigned = {true};
    monitoring.ready().set(Condition.REACHED, true);
    monitoring.ready().watch(Condition.ASSIGNED, () -> assigned[0]);
    assertThat(get("/ready").statusCode()).isEqualTo(200);
    assigned[0] = false;
    assertThat(get("/ready").statusCode()).isEqualTo(503);
    assertThat(get("/metrics").body()).contains("\nscorestream_ready 0.0\n");
  }

  @Test
  void healthy_whileNothingIsStuck() throws Exception {
    assertThat(get("/healthy").statusCode()).isEqualTo(200);
  }

  @Test
  void metrics_haveTheNamesThatAreDeclared() throws Exception {
    for (MeterName name : WATCHED) {
      String[] tags = name.tags().stream().map(tag -> "of-" + tag).toArray(String[]::new);
      switch (name.kind()) {
        case COUNTER -> monitoring.meters().count(name, 2, tags);
        case GAUGE -> monitoring.meters().set(name, 2, tags);
        case TIMER -> monitoring.meters().time(name, Duration.ofSeconds(2), tags);
      }
    }
    String scraped = get("/metrics").body();
    for (MeterName name : WATCHED) {
      assertThat(name.exposed())
          .allSatisfy(
              exposed ->
                  assertThat(scraped).containsPattern("\n" + exposed + "(\\{[^}]*})? [0-9.]+\n"));
    }
  }

  @Test
  void metrics_tellOfTheProcess() throws Exception {
    assertThat(get("/metrics").body())
        .contains("jvm_memory_used_bytes", "process_cpu_usage", "logback_events_total");
  }

  @Test
  void route_answersItsPrefixAndNothingElse() throws Exception {
    monitoring.route("/api/", exchange -> Reply.json(200, "{}").send(exchange));
    assertThat(get("/api/runs/r").body()).isEqualTo("{}");
    assertThat(get("/other").statusCode()).isEqualTo(404);
  }

  @Test
  void route_thatFailsIsAnsweredFor() throws Exception {
    monitoring.route(
        "/api/",
        exchange -> {
          throw new IllegalStateException("odd");
        });
    assertThat(get("/api/runs").statusCode()).isEqualTo(500);
    assertThat(get("/healthy").statusCode()).isEqualTo(200);
  }

  @Test
  void head_hasNoBody() throws Exception {
    HttpRequest head =
        HttpRequest.newBuilder(uri("/metrics"))
            .method("HEAD", HttpRequest.BodyPublishers.noBody())
            .build();
    assertThat(client.send(head, BodyHandlers.ofString()).body()).isEmpty();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create(monitoring.url().orElseThrow() + path);
  }
}
