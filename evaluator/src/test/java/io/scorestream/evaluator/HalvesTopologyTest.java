package io.scorestream.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.scorestream.diffusion.law.Laws;
import io.scorestream.evaluator.measure.Findings;
import io.scorestream.evaluator.measure.HeldOutAnswers;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.evaluator.records.EventSerdes;
import io.scorestream.evaluator.work.TimestepWork;
import io.scorestream.evaluator.work.Work;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.events.RunAction;
import io.scorestream.events.RunCommand;
import io.scorestream.events.SampleHalf;
import io.scorestream.events.ScoreCheckpoint;
import io.scorestream.run.Run;
import io.scorestream.service.activity.Activity;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.topics.Keys;
import io.scorestream.topics.MetricName;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How networks on halves of the samples go through the topology, beside those on all of them. */
class HalvesTopologyTest {

  private static final ConnectionSettings CONNECTION =
      new ConnectionSettings("h:1", "mock://halves", new TopicCatalogue("t"), Map.of());
  private static final TopicCatalogue TOPICS = CONNECTION.topics();

  private final EventSerdes serdes = new EventSerdes(CONNECTION);
  private final Run run = new Run(Fixtures.known("r", Laws.named("mixture")));
  private final List<Activity> activities = new ArrayList<>();

  @TempDir Path state;
  private TopologyTestDriver driver;

  @BeforeEach
  void start() {
    Properties properties = new Properties();
    properties.put("application.id", "t-evaluator");
    properties.put("bootstrap.servers", "h:1");
    properties.put("state.dir", state.toString());
    Evaluations evaluations =
        new Evaluations(HalvesTopologyTest::evaluate, HalvesTopologyTest::paths, Runnable::run);
    driver =
        new TopologyTestDriver(
            EvaluatorTopology.build(
                TOPICS, serdes, 3, evaluations, activities::add, forecast -> {}),
            properties);
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void halves_areComparedWhenBothOfATimestepAndMilestoneAreThere() {
    send(TOPICS.runs(), "r", run.spec());
    half(1, 256, SampleHalf.FIRST);
    half(2, 256, SampleHalf.SECOND);
    half(1, 512, SampleHalf.FIRST);
    half(1, 1024, SampleHalf.SECOND);
    half(1, 512, SampleHalf.FIRST);
    assertThat(robust().isEmpty()).isTrue();
    half(1, 512, SampleHalf.SECOND);
    half(2, 256, SampleHalf.FIRST);
    assertThat(robust().readKeyValuesToList())
        .extracting(record -> record.key, record -> record.value.getMetric())
        .containsExactly(
            tuple("r/512/1", "split_half_disagreement"),
            tuple("r/256/2", "split_half_disagreement"));
    assertThat(halvesThatWait()).containsExactly("1024/SECOND");
  }

  /** Neither as what a milestone is made of, nor as what the next one is compared with. */
  @Test
  void halves_areNoPartOfWhatIsSaidOfTheRunsNetworks() {
    send(TOPICS.runs(), "r", run.spec());
    whole(1, 256);
    for (int timestep = 1; timestep <= Fixtures.TIMESTEPS; timestep++) {
      half(timestep, 512, SampleHalf.FIRST);
      half(timestep, 512, SampleHalf.SECOND);
    }
    whole(1, 1024);
    assertThat(robust().readValuesToList())
        .filteredOn(metric -> !metric.getMetric().equals("split_half_disagreement"))
        .extracting(Metric::getMetric, Metric::getMilestone, Metric::getValue)
        .containsExactly(tuple("l2_error", 256L, 0.0), tuple("l2_error", 1024L, 256.0));
    assertThat(activities)
        .extracting(Activity::milestone, Activity::done)
        .containsExactly(tuple(256L, 1L), tuple(1024L, 1L));
  }

  @Test
  void halves_beforeTheirRun_waitBesideItsNetworks_andAreGoneWithIt() {
    half(1, 256, SampleHalf.SECOND);
    whole(1, 256);
    half(1, 256, SampleHalf.FIRST);
    send(TOPICS.runs(), "r", run.spec());
    driver.advanceWallClockTime(Duration.ofSeconds(1));
    assertThat(robust().readValuesToList())
        .extracting(Metric::getMetric)
        .containsExactly("l2_error", "split_half_disagreement");
    half(1, 512, SampleHalf.FIRST);
    assertThat(halvesThatWait()).containsExactly("512/FIRST");
    send(TOPICS.commands(), "r", new RunCommand("r", RunAction.DELETE, null, "a test", run.hash()));
    driver.advanceWallClockTime(Duration.ofSeconds(1));
    assertThat(halvesThatWait()).isEmpty();
  }

  private void whole(int timestep, long milestone) {
    half(timestep, milestone, SampleHalf.BOTH);
  }

  private void half(int timestep, long milestone, SampleHalf half) {
    ScoreCheckpoint all = Fixtures.checkpoint(run, timestep, milestone, Fixtures.anyState(run));
    send(
        TOPICS.checkpoints(),
        Keys.checkpoint("r", timestep, half),
        ScoreCheckpoint.newBuilder(all).setHalf(half).build());
  }

  private List<String> halvesThatWait() {
    List<String> waiting = new ArrayList<>();
    try (var entries = driver.<String, TimestepWork>getKeyValueStore("waiting-halves").all()) {
      entries.forEachRemaining(
          entry -> waiting.add(entry.value.milestone() + "/" + entry.value.half()));
    }
    return waiting;
  }

  private void send(Topic topic, String key, SpecificRecord event) {
    driver
        .createInputTopic(
            topic.name(), new StringSerializer(), serdes.of(SpecificRecord.class).serializer())
        .pipeInput(key, event);
  }

  private TestOutputTopic<String, Metric> robust() {
    return driver.createOutputTopic(
        TOPICS.robustErrorMetrics().name(),
        new StringDeserializer(),
        serdes.of(Metric.class).deserializer());
  }

  /** Says what it was asked for; the error is the earlier milestone. */
  private static Optional<Findings> evaluate(
      Run known, Work work, Optional<HeldOutAnswers> before) {
    TimestepWork network = (TimestepWork) work;
    MetricScope scope = MetricScope.of(known, work.milestone(), network.timestep());
    if (!network.isWhole()) {
      assertThat(network.places()).hasSize(2).doesNotHaveDuplicates();
      return Optional.of(
          Findings.of(
              List.of(scope.number(MetricName.SPLIT_HALF_DISAGREEMENT, 1, 1, Evidence.PROXY)), 0));
    }
    double earlier = before.map(HeldOutAnswers::milestone).orElse(0L);
    return Optional.of(
        new Findings(
            List.of(scope.number(MetricName.L2_ERROR, earlier, 1, Evidence.EXACT)),
            1,
            new float[1],
            Optional.of(new HeldOutAnswers(work.milestone(), new float[1]))));
  }

  private static List<Metric> paths(Run known, long milestone, double[] squares) {
    return List.of(
        MetricScope.of(known, milestone)
            .number(MetricName.PATH_ERROR, squares[0], 1, Evidence.EXACT));
  }
}
