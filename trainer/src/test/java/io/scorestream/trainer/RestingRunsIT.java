package io.scorestream.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scorestream.events.RunAction;
import io.scorestream.events.RunSpec;
import io.scorestream.service.monitoring.Monitoring;
import io.scorestream.service.settings.HttpSettings;
import io.scorestream.trainer.Deployment.Running;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Runs that are at rest cost a trainer nothing that grows with their number. */
class RestingRunsIT extends OnEmbeddedStack {

  private static final int RUNS = 12;

  /** A trainer's own producers, such as that of its activity. */
  private static final int OWN_PRODUCERS = 3;

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Test
  void finishedAndPausedRuns_haveNoThreadsAndNoSeriesOfClients() throws Exception {
    Deployment deployment = deployment("resting");
    List<RunSpec> waiting = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      deployment.apply(deployment.small("done-" + i).setSource("r").build());
      RunSpec spec = deployment.small("waits-" + i).setSource("none").build();
      deployment.apply(spec);
      waiting.add(spec);
    }
    long before = threads("kafka-producer-network-thread");
    try (Monitoring monitoring = Monitoring.start(HttpSettings.local(0))) {
      Running trainer = deployment.start(Map.of(), monitoring);
      await().atMost(Duration.ofMinutes(1)).until(() -> producers(monitoring) >= 2 * RUNS);
      assertThat(threads("kafka-client-meters")).as("one for all clients").isEqualTo(1);

      deployment.send("r", 0, ALL);
      deployment.awaitMilestones(trainer, 3 * RUNS);
      waiting.forEach(spec -> deployment.command(spec, RunAction.PAUSE, null));
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () -> {
                assertThat(producers(monitoring)).isLessThanOrEqualTo(OWN_PRODUCERS);
                assertThat(threads("kafka-producer-network-thread") - before)
                    .isLessThanOrEqualTo(OWN_PRODUCERS);
                assertThat(series(monitoring, "scorestream_shards")).isZero();
              });
      trainer.stop();
    }
  }

  private static long threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(name))
        .count();
  }

  /** Producers that show what they count of themselves. */
  private static long producers(Monitoring monitoring) throws Exception {
    return Pattern.compile("(?m)^kafka_producer_.*client_id=\"([^\"]*)\"")
        .matcher(metrics(monitoring))
        .results()
        .map(line -> line.group(1))
        .distinct()
        .count();
  }

  private static long series(Monitoring monitoring, String name) throws Exception {
    return metrics(monitoring).lines().filter(line -> line.startsWith(name)).count();
  }

  private static String metrics(Monitoring monitoring) throws Exception {
    URI page = URI.create(monitoring.url().orElseThrow() + "/metrics");
    return HTTP.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body();
  }
}
