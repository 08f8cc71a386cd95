package io.scorestream.cli.monitoring;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scorestream.cli.Scorestream;
import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.evaluator.EvaluatorService;
import io.scorestream.evaluator.EvaluatorSettings;
import io.scorestream.fixtures.RunningStack;
import io.scorestream.producer.ProducerService;
import io.scorestream.producer.ProducerSettings;
import io.scorestream.sampler.SamplerService;
import io.scorestream.sampler.SamplerSettings;
import io.scorestream.service.Service;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.TopicScan;
import io.scorestream.service.monitoring.Monitoring;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.HttpSettings;
import io.scorestream.service.settings.SettingGroup;
import io.scorestream.service.settings.Settings;
import io.scorestream.service.settings.SettingsLoader;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import io.scorestream.trainer.TrainerService;
import io.scorestream.trainer.TrainerSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the services really show while they are at work, by the side of what is watched. */
@ExtendWith(RunningStack.class)
class MetersIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Only where there is something to tell: laws not known, long streams, runs that failed, TLS. */
  private static final Set<String> NOT_ALWAYS =
      Set.of(
          "scorestream_certificate_end_timestamp_seconds",
          "scorestream_held_out_loss",
          "scorestream_forecast_fall",
          "scorestream_drift_statistic",
          "scorestream_run_failed");

  /** A password that nobody is to see; broker and registry ask for none. */
  private static final String CANARY = "canary-4c81f0";

  private static final String TOKEN = CANARY + "-" + CANARY;

  @TempDir static Path folder;
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Map<String, Monitoring> MONITORING = new LinkedHashMap<>();
  private static final List<Service> SERVICES = new ArrayList<>();
  private static final List<Thread> THREADS = new ArrayList<>();
  private static EmbeddedStack stack;

  @BeforeAll
  static void start(EmbeddedStack running) {
    stack = running;
    command("topics", "apply");
    command("runs", "apply", "--run=r", "--law=mixture", "--timesteps=5", "--hidden-widths=8");
    start(
        "producer",
        ProducerSettings.DECLARED,
        Map.of("law", "mixture", "rate", "300"),
        (settings, seen) -> new ProducerService(ProducerSettings.of(settings), seen));
    start(
        "trainer",
        TrainerSettings.DECLARED,
        Map.of("cache.dir", folder.resolve("cache").toString(), "cache.shared", "true"),
        (settings, seen) -> new TrainerService(TrainerSettings.of(settings), seen));
    start(
        "sampler",
        SamplerSettings.DECLARED,
        Map.of(),
        (settings, seen) -> new SamplerService(SamplerSettings.of(settings), seen));
    start(
        "evaluator",
        EvaluatorSettings.DECLARED,
        Map.of("state.dir", folder.resolve("state").toString()),
        (settings, seen) -> new EvaluatorService(EvaluatorSettings.of(settings), seen));
  }

  @AfterAll
  static void stop() throws InterruptedException {
    SERVICES.forEach(Service::stop);
    for (Thread thread : THREADS) {
      thread.join();
    }
    MONITORING.values().forEach(Monitoring::close);
  }

  @Test
  void everyMetricThatIsWatched_isThere() throws Exception {
    MONITORING.forEach(
        (name, seen) ->
            await(name)
                .atMost(PATIENCE)
                .untilAsserted(
                    () -> assertThat(get(seen, "/ready").body()).doesNotContain(": no")));
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> value("evaluator", "scorestream_wasserstein_distance") > 0);
    // Kafka's own metrics of topics and partitions are looked for every ten seconds.
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(missing()).isEmpty());
    assertThat(value("producer", "scorestream_samples_produced_total")).isGreaterThan(256);
    assertThat(value("trainer", "scorestream_networks_published_total")).isPositive();
    assertThat(value("sampler", "scorestream_samples_generated_total")).isPositive();
    assertThat(get(requireNonNull(MONITORING.get("trainer")), "/healthy").statusCode())
        .isEqualTo(200);
  }

  @Test
  void noPage_andNoRecord_hasASecret() throws Exception {
    for (Map.Entry<String, Monitoring> seen : MONITORING.entrySet()) {
      for (String path : List.of("/metrics", "/ready", "/healthy", "/api/runs", "/nowhere")) {
        String body = get(seen.getValue(), path).body();
        assertThat(body).as("%s of %s", path, seen.getKey()).isNotEmpty().doesNotContain(CANARY);
      }
    }
    KafkaClients clients =
        new KafkaClients(
            new ConnectionSettings(
                stack.bootstrapServers(),
                stack.registryUrl(),
                new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX),
                Map.of()));
    for (Topic topic : List.of(clients.topics().runs(), clients.topics().sources())) {
      TopicScan.all(
          clients,
          topic,
          record ->
              assertThat(new String(record.value(), ISO_8859_1))
                  .as("%s", record)
                  .doesNotContain(CANARY));
    }
  }

  private static Set<String> missing() throws Exception {
    Set<String> there = new TreeSet<>();
    for (Monitoring seen : MONITORING.values()) {
      Pattern.compile("(?m)^([a-z_0-9]+)[{ ]")
          .matcher(get(seen, "/metrics").body())
          .results()
          .forEach(line -> there.add(line.group(1)));
    }
    Set<String> missing = new TreeSet<>();
    WatchedMetrics.byFile().values().forEach(missing::addAll);
    missing.removeAll(there);
    missing.removeAll(NOT_ALWAYS);
    return missing;
  }

  /** Sum over the series of a metric. */
  private static double value(String service, String metric) throws Exception {
    return get(requireNonNull(MONITORING.get(service)), "/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static HttpResponse<String> get(Monitoring seen, String path)
      throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(seen.url().orElseThrow() + path))
            .header("Authorization", "Bearer " + TOKEN)
            .build(),
        BodyHandlers.ofString());
  }

  private static void start(
      String name,
      SettingGroup declared,
      Map<String, String> own,
      BiFunction<Settings, Monitoring, Service> factory) {
    Map<String, String> values = new HashMap<>(own);
    values.put("bootstrap.servers", stack.bootstrapServers());
    values.put("registry.url", stack.registryUrl().replace("//", "//somebody:" + CANARY + "@"));
    values.put("kafka.sasl.mechanism", "PLAIN");
    values.put(
        "kafka.sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"somebody\""
            + " password=\"%s\";".formatted(CANARY));
    values.put("kafka.ssl.keystore.password", CANARY);
    values.put("http.token", TOKEN);
    Monitoring seen = Monitoring.start(HttpSettings.local(0).withToken(Optional.of(TOKEN)));
    Service service = factory.apply(new SettingsLoader(declared).values(values).load(), seen);
    Thread thread = new Thread(service::run, name);
    thread.start();
    MONITORING.put(name, seen);
    SERVICES.add(service);
    THREADS.add(thread);
  }

  private static void command(String... words) {
    List<String> args = new ArrayList<>(List.of(words));
    args.add("--bootstrap-servers=" + stack.bootstrapServers());
    args.add("--registry-url=" + stack.registryUrl());
    assertThat(Scorestream.commandLine(Map.of()).execute(args.toArray(String[]::new))).isZero();
  }
}
