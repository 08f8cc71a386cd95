package io.scorestream.evaluator.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.scorestream.diffusion.law.Laws;
import io.scorestream.evaluator.Fixtures;
import io.scorestream.evaluator.records.EventSerdes;
import io.scorestream.evaluator.stream.RunStore;
import io.scorestream.evaluator.work.Backlog;
import io.scorestream.events.Forecast;
import io.scorestream.events.ForecastScope;
import io.scorestream.events.ForecastStatus;
import io.scorestream.events.Metric;
import io.scorestream.events.RunAction;
import io.scorestream.events.RunCommand;
import io.scorestream.events.RunSpec;
import io.scorestream.run.Run;
import io.scorestream.run.encoding.Standardiser;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.topics.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The processor and its stores, fed with metrics alone. */
class ForecastTopologyTest {

  private static final TopicCatalogue TOPICS = new TopicCatalogue("t");

  private final EventSerdes serdes =
      new EventSerdes(new ConnectionSettings("h:1", "mock://forecasts", TOPICS, Map.of()));
  private final Run run = new Run(Fixtures.known("r", Laws.named("mixture")));

  /** What waits for a thread of the pool. */
  private final List<Runnable> held = new ArrayList<>();

  private final Backlog backlog = new Backlog();
  private boolean holds;

  @TempDir Path state;
  private TopologyTestDriver driver;
  private TestInputTopic<String, Metric> metrics;
  private TestOutputTopic<String, Forecast> forecasts;

  @BeforeEach
  void start() {
    StreamsBuilder builder = new StreamsBuilder();
    RunStore.addTo(builder, TOPICS, serdes);
    builder.stream("metrics", Consumed.with(Serdes.String(), serdes.of(Metric.class)))
        .process(
            ForecastProcessor.supplier(
                serdes.of(Metric.class), serdes.of(Forecast.class), this::execute, backlog))
        .to("forecasts", Produced.with(Serdes.String(), serdes.of(Forecast.class)));
    Properties properties = new Properties();
    properties.put("application.id", "t-evaluator");
    properties.put("bootstrap.servers", "h:1");
    properties.put("state.dir", state.toString());
    driver = new TopologyTestDriver(builder.build(), properties);
    metrics =
        driver.createInputTopic(
            "metrics", new StringSerializer(), serdes.of(Metric.class).serializer());
    forecasts =
        driver.createOutputTopic(
            "forecasts", new StringDeserializer(), serdes.of(Forecast.class).deserializer());
    publish(run);
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  private void execute(Runnable work) {
    if (holds) {
      held.add(work);
    } else {
      work.run();
    }
  }

  /** Lets the pool do all that it is given. */
  private void release() {
    while (!held.isEmpty()) {
      List<Runnable> now = List.copyOf(held);
      held.clear();
      now.forEach(Runnable::run);
      driver.advanceWallClockTime(Duration.ofSeconds(1));
    }
  }

  private void delete(Run published) {
    driver
        .createInputTopic(
            TOPICS.commands().name(),
            new StringSerializer(),
            serdes.of(RunCommand.class).serializer())
        .pipeInput(
            published.id(),
            new RunCommand(
                published.id(), RunAction.DELETE, null, "a test", published.hash(), null, null));
  }

  private void publish(Run published) {
    driver
        .createInputTopic(
            TOPICS.runs().name(), new StringSerializer(), serdes.of(RunSpec.class).serializer())
        .pipeInput(published.id(), published.spec());
  }

  private void send(List<Metric> series) {
    series.forEach(metric -> metrics.pipeInput("r", metric));
  }

  @Test
  void series_isForecastFromItsFourthMilestoneOn() {
    List<Metric> errors = Series.errors(run, 2, 5, m -> 30 / Math.sqrt(m));
    send(errors.subList(0, 3));
    assertThat(forecasts.isEmpty()).isTrue();
    send(errors.subList(3, 5));
    assertThat(forecasts.readKeyValuesToList())
        .extracting(r -> r.key, r -> r.value.getMilestone(), r -> r.value.getMilestones())
        .containsExactly(tuple("r/2", 2_048L, 4), tuple("r/2", 4_096L, 5));
  }

  @Test
  void run_isForecastWhenItsLastTimestepIs() {
    for (int k = 1; k < Fixtures.TIMESTEPS; k++) {
      double scale = k;
      send(Series.errors(run, k, 5, m -> 10 * scale / Math.sqrt(m)));
    }
    assertThat(forecasts.readValuesToList())
        .extracting(Forecast::getScope)
        .containsOnly(ForecastScope.TIMESTEP);
    send(Series.errors(run, Fixtures.TIMESTEPS, 5, m -> 90 / Math.sqrt(m)));
    assertThat(forecasts.readKeyValuesToList())
        .filteredOn(record -> record.value.getTimestep() == null)
        .filteredOn(record -> record.value.getMilestone() == 4_096)
        .extracting(r -> r.key, r -> r.value.getScope(), r -> r.value.getOfTimestep())
        .containsExactly(
            tuple("r", ForecastScope.WORST_TIMESTEP, 4),
            tuple("r", ForecastScope.MEDIAN_TIMESTEP, 2));
  }

  @Test
  void runWithFewMilestones_saysSoOnceAMilestone() {
    for (int k = 1; k <= Fixtures.TIMESTEPS; k++) {
      send(Series.errors(run, k, 1, m -> 30 / Math.sqrt(m)));
    }
    assertThat(forecasts.readValuesToList())
        .extracting(Forecast::getScope, Forecast::getStatus)
        .containsExactly(tuple(ForecastScope.WORST_TIMESTEP, ForecastStatus.TOO_FEW_MILESTONES));
  }

  @Test
  void milestonesInAnyOrder_andTwice_giveTheSameForecast() {
    List<Metric> errors = Series.errors(run, 2, 5, m -> 30 / Math.sqrt(m));
    send(errors);
    List<Forecast> inOrder = forecasts.readValuesToList();
    Forecast last = inOrder.get(inOrder.size() - 1);
    send(List.of(errors.get(1), errors.get(4)));
    assertThat(forecasts.readValuesToList()).containsExactly(inOrder.get(0), last, last);
  }

  /** Whatever waits, each milestone has the forecast that it would have had by itself. */
  @Test
  void milestonesThatWaitForThePool_areEachForecastByThemselvesAndInOrder() {
    List<Metric> errors = Series.errors(run, 2, 6, m -> 30 / Math.sqrt(m));
    send(errors);
    List<Forecast> atOnce = forecasts.readValuesToList();
    assertThat(atOnce).hasSize(3);

    holds = true;
    send(errors);
    assertThat(keys(ForecastProcessor.DUE)).hasSize(6);
    assertThat(backlog.pieces()).isEqualTo(6);
    assertThat(held).isNotEmpty();
    assertThat(forecasts.isEmpty()).isTrue();
    release();

    assertThat(forecasts.readValuesToList()).containsExactlyElementsOf(atOnce);
    assertThat(keys(ForecastProcessor.DUE)).isEmpty();
    assertThat(backlog.pieces()).isZero();
  }

  @Test
  void metricThatComesLate_isInForecastsThatAreBeingMade() {
    List<Metric> errors = Series.errors(run, 2, 5, m -> 30 / Math.sqrt(m));
    send(errors);
    Metric late = Series.error(run, 2, errors.get(1).getMilestone(), 9);
    List<Metric> mended = new ArrayList<>(errors);
    mended.set(1, late);
    forecasts.readValuesToList();
    send(mended);
    List<Forecast> expected = forecasts.readValuesToList();
    send(errors);
    forecasts.readValuesToList();

    holds = true;
    send(errors.subList(4, 5));
    held.forEach(Runnable::run);
    send(List.of(late));
    release();

    Forecast newest = expected.get(expected.size() - 1);
    assertThat(forecasts.readValuesToList())
        .filteredOn(forecast -> forecast.getMilestone() == newest.getMilestone())
        .containsExactly(newest);
  }

  @Test
  void runThatIsDeletedMeanwhile_isNotForecast() {
    holds = true;
    send(Series.errors(run, 2, 4, m -> 30 / Math.sqrt(m)));
    held.forEach(Runnable::run);
    delete(run);
    release();
    assertThat(forecasts.isEmpty()).isTrue();
    assertThat(keys(ForecastProcessor.DUE)).isEmpty();
    assertThat(backlog.pieces()).isZero();
  }

  /** Its specification may come later than the metrics, which another process published. */
  @Test
  void metricsOfARunThatIsNotKnownYet_areForecastWhenItIs() {
    Run later = new Run(Fixtures.known("later", Laws.named("mixture")));
    send(Series.errors(later, 2, 4, m -> 30 / Math.sqrt(m)));
    assertThat(forecasts.isEmpty()).isTrue();
    assertThat(keys(ForecastProcessor.DUE)).hasSize(4);

    publish(later);
    driver.advanceWallClockTime(Duration.ofSeconds(1));

    assertThat(forecasts.readValuesToList()).hasSize(1);
    assertThat(keys(ForecastProcessor.DUE)).isEmpty();
  }

  @Test
  void levelsTimestepsAndRuns_areKeptApart() {
    send(Series.errors(run, 2, 3, m -> 30 / Math.sqrt(m)));
    List<Metric> others = new ArrayList<>();
    others.add(Metric.newBuilder(Series.error(run, 2, 256, 1)).setTimestep(20).build());
    others.add(Metric.newBuilder(others.get(0)).setTimestep(2).setDelta(0.1).build());
    others.add(Metric.newBuilder(others.get(0)).setTimestep(2).setRun("r2").build());
    send(others);
    assertThat(forecasts.isEmpty()).isTrue();
    send(Series.errors(run, 2, 4, m -> 30 / Math.sqrt(m)).subList(3, 4));
    assertThat(forecasts.readValuesToList()).hasSize(1);
  }

  @Test
  void deletedRun_isForgotten() {
    send(Series.errors(run, 2, 4, m -> 30 / Math.sqrt(m)));
    send(Series.errors(new Run(Fixtures.known("r2", Laws.named("mixture"))), 2, 2, m -> 1));
    publish(new Run(Fixtures.known("r2", Laws.named("mixture"))));
    driver.advanceWallClockTime(Duration.ofSeconds(1));
    delete(run);
    driver.advanceWallClockTime(Duration.ofSeconds(1));
    assertThat(keys(ForecastProcessor.ERRORS)).hasSize(2).allMatch(key -> key.startsWith("r2/"));
    assertThat(keys(ForecastProcessor.FORECASTS)).noneMatch(key -> key.startsWith("r/"));
  }

  @Test
  void losses_areForecastOnceTheirDifferenceIsThere() {
    Run unknown = new Run(Fixtures.unknown("u", Standardiser.identity(2), 0.5));
    publish(unknown);
    List<Metric> losses = Series.losses(unknown, 1, 5, m -> 0.3 + 60 / m);
    List<Metric> differences = Series.differences(losses, unknown);
    send(losses.subList(0, 1));
    for (int i = 1; i < 5; i++) {
      send(List.of(losses.get(i)));
      int before = forecasts.readValuesToList().size();
      assertThat(before).isZero();
      send(List.of(differences.get(i - 1)));
      assertThat(forecasts.readValuesToList())
          .hasSize(i < 3 ? 0 : 1)
          .allMatch(forecast -> forecast.getStatus() == ForecastStatus.NO_TARGET);
    }
  }

  @Test
  void lossesWithoutDifferences_areForecastByThemselves() {
    Run unknown = new Run(Fixtures.unknown("u", Standardiser.identity(2), 0.5));
    publish(unknown);
    send(Series.losses(unknown, 1, 4, m -> 0.3 + 60 / m));
    assertThat(forecasts.readValuesToList()).hasSize(1);
  }

  @Test
  void otherMetrics_areKeptAndForecastNothing() {
    Metric other = Series.error(run, 2, 256, 1);
    send(List.of(Metric.newBuilder(other).setMetric("l2_error").setDelta(null).build()));
    assertThat(forecasts.isEmpty()).isTrue();
    assertThat(keys(ForecastProcessor.ERRORS)).hasSize(1);
  }

  private List<String> keys(String store) {
    KeyValueStore<String, ?> kept = driver.getKeyValueStore(store);
    List<String> keys = new ArrayList<>();
    try (var all = kept.all()) {
      all.forEachRemaining((KeyValue<String, ?> entry) -> keys.add(entry.key));
    }
    return keys;
  }
}
