package io.scorestream.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.scorestream.diffusion.law.Laws;
import io.scorestream.evaluator.measure.CheckpointEvaluation;
import io.scorestream.evaluator.measure.CheckpointFindings;
import io.scorestream.evaluator.measure.HeldOutAnswers;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.evaluator.records.EventSerdes;
import io.scorestream.events.Evidence;
import io.scorestream.events.GenerationBatch;
import io.scorestream.events.Metric;
import io.scorestream.events.MilestoneSpec;
import io.scorestream.events.RunSpec;
import io.scorestream.events.ScoreCheckpoint;
import io.scorestream.run.Run;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
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
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wiring, with evaluations that only count; what they compute is tested beside them. */
class EvaluatorTopologyTest {

  private static final ConnectionSettings CONNECTION =
      new ConnectionSettings("h:1", "mock://topology", new TopicCatalogue("t"), Map.of());
  private static final TopicCatalogue TOPICS = CONNECTION.topics();

  private final EventSerdes serdes = new EventSerdes(CONNECTION);
  private final Run run = new Run(Fixtures.known("r", Laws.named("mixture")));
  private final List<Activity> activities = new ArrayList<>();
  private final List<String> order = new ArrayList<>();
  private int closed;

  @TempDir Path state;
  private TopologyTestDriver driver;

  @BeforeEach
  void start() {
    Properties properties = new Properties();
    properties.put("application.id", "t-evaluator");
    properties.put("bootstrap.servers", "h:1");
    properties.put("state.dir", state.toString());
    Evaluations evaluations =
        new Evaluations(
            Counting::new,
            () ->
                (known, set) ->
                    List.of(
                        MetricScope.of(known, set.milestone())
                            .number(
                                MetricName.SLICED_W2,
                                set.points()[0],
                                set.count(known.dimension()),
                                Evidence.EMPIRICAL)));
    driver =
        new TopologyTestDriver(
            EvaluatorTopology.build(TOPICS, serdes, evaluations, activities::add, forecast -> {}),
            properties);
  }

  @AfterEach
  void stop() {
    driver.close();
    assertThat(closed).isEqualTo(1);
  }

  @Test
  void checkpoint_ofAKnownRun_givesItsMetricsUnderTheirKey() {
    send(TOPICS.runs(), "r", run.spec());
    checkpoint(3, 256);
    assertThat(robust().readKeyValuesToList())
        .extracting(record -> record.key, record -> record.value.getTimestep())
        .containsExactly(tuple("r/256/3", 3));
  }

  @Test
  void checkpoint_beforeItsRun_waitsAndIsEvaluatedOnce() {
    checkpoint(1, 256);
    checkpoint(2, 256);
    checkpoint(1, 512);
    driver.advanceWallClockTime(Duration.ofSeconds(2));
    assertThat(robust().isEmpty()).isTrue();

    send(TOPICS.runs(), "r", run.spec());
    driver.advanceWallClockTime(Duration.ofSeconds(2));
    driver.advanceWallClockTime(Duration.ofSeconds(2));
    assertThat(robust().readKeyValuesToList())
        .extracting(record -> record.key)
        .containsExactlyInAnyOrder("r/256/1", "r/256/2", "r/512/1");
  }

  @Test
  void checkpoint_thatComesTwice_givesTheSameMetricTwice() {
    send(TOPICS.runs(), "r", run.spec());
    checkpoint(3, 256);
    checkpoint(3, 256);
    List<Metric> metrics = robust().readValuesToList();
    assertThat(metrics).hasSize(2);
    assertThat(metrics.get(0)).isEqualTo(metrics.get(1));
  }

  @Test
  void runs_areKeptApart() {
    Run other = new Run(Fixtures.known("other", Laws.named("ring")));
    send(TOPICS.runs(), "other", other.spec());
    checkpoint(1, 256);
    assertThat(robust().isEmpty()).isTrue();
  }

  @Test
  void run_thatIsToldToGoFurther_staysTheSame() {
    send(TOPICS.runs(), "r", run.spec());
    checkpoint(1, 256);
    MilestoneSpec further =
        MilestoneSpec.newBuilder(run.spec().getMilestones()).setLast(1_024L).build();
    RunSpec longer = RunSpec.newBuilder(run.spec()).setMilestones(further).build();
    send(TOPICS.runs(), "r", longer);
    checkpoint(1, 512);
    assertThat(robust().readValuesToList()).hasSize(2);
  }

  @Test
  void checkpoints_areCountedPerMilestoneForThoseWhoWatch() {
    send(TOPICS.runs(), "r", run.spec());
    checkpoint(1, 256);
    checkpoint(2, 256);
    checkpoint(1, 512);
    assertThat(activities)
        .extracting(Activity::milestone, Activity::done, Activity::total)
        .containsExactly(tuple(256L, 1L, 4L), tuple(256L, 2L, 4L), tuple(512L, 1L, 4L));
  }

  /** As when one shard is ahead of another. */
  @Test
  void milestone_isSummedUpOverItsTimestepsOnceAllAreThere() {
    send(TOPICS.runs(), "r", run.spec());
    checkpoint(1, 256);
    checkpoint(2, 256);
    checkpoint(1, 512);
    checkpoint(2, 256);
    checkpoint(2, 512);
    checkpoint(4, 256);
    assertThat(paths()).isEmpty();
    checkpoint(3, 256);
    assertThat(paths())
        .extracting(Metric::getMilestone, Metric::getValue, Metric::getN)
        .containsExactly(tuple(256L, 10.0, 4L));
    checkpoint(3, 512);
    checkpoint(4, 512);
    assertThat(paths())
        .extracting(Metric::getMilestone, Metric::getValue, Metric::getN)
        .containsExactly(tuple(512L, 10.0, 4L));
  }

  @Test
  void milestone_thatIsComplete_saysWhatItsEvaluationTook() {
    send(TOPICS.runs(), "r", run.spec());
    for (int timestep = 1; timestep <= 4; timestep++) {
      checkpoint(timestep, 256);
    }
    assertThat(robust().readValuesToList())
        .filteredOn(metric -> metric.getMetric().startsWith("evaluation_"))
        .extracting(Metric::getMetric, Metric::getTimestep, Metric::getN)
        .containsExactly(
            tuple("evaluation_seconds", null, 4L), tuple("evaluation_lag_seconds", null, 4L));
  }

  @Test
  void checkpoint_isComparedWithTheSameTimestepOfAnEarlierMilestone() {
    send(TOPICS.runs(), "r", run.spec());
    checkpoint(1, 256);
    checkpoint(2, 256);
    checkpoint(2, 512);
    checkpoint(2, 512);
    checkpoint(2, 256);
    checkpoint(2, 1024);
    assertThat(robust().readValuesToList())
        .extracting(Metric::getValue)
        .containsExactly(0.0, 0.0, 256.125, 0.0, 0.0, 512.125);
  }

  @Test
  void checkpoints_thatWaited_areEvaluatedByMilestoneAndBeforeLaterOnes() {
    checkpoint(2, 1024);
    checkpoint(1, 256);
    checkpoint(1, 512);
    checkpoint(2, 256);
    send(TOPICS.runs(), "r", run.spec());
    checkpoint(1, 2048);
    driver.advanceWallClockTime(Duration.ofSeconds(1));
    checkpoint(1, 4096);
    assertThat(order).containsExactly("256/1", "256/2", "512/1", "1024/2", "2048/1", "4096/1");
  }

  @Test
  void run_thatIsDeleted_leavesNothingBehind() {
    Run other = new Run(Fixtures.known("r-other", Laws.named("mixture")));
    checkpoint(1, 256);
    send(TOPICS.checkpoints(), "r-other/1", checkpointOf(other, 1, 256));
    delete(TOPICS.checkpoints(), "r/1");
    send(TOPICS.runs(), "r", run.spec());
    send(TOPICS.runs(), "r-other", other.spec());
    driver.advanceWallClockTime(Duration.ofSeconds(1));
    assertThat(robust().readValuesToList()).extracting(Metric::getRun).containsExactly("r-other");

    checkpoint(1, 512);
    checkpoint(2, 512);
    delete(TOPICS.checkpoints(), "r/1");
    checkpoint(1, 1024);
    assertThat(robust().readValuesToList()).extracting(Metric::getValue).containsOnly(0.0);
    for (String store : List.of("path-squares", "held-out-answers")) {
      try (var entries = driver.<String, Object>getKeyValueStore(store).all()) {
        assertThat(entries).toIterable().filteredOn(entry -> entry.key.startsWith("r/")).hasSize(1);
      }
    }
  }

  @Test
  void generations_areEvaluatedWhenTheLastBatchIsThereInAnyOrder() {
    send(TOPICS.runs(), "r", run.spec());
    generation(256, 2, 3, 5);
    generation(256, 0, 3, 7);
    generation(512, 1, 3, 9);
    assertThat(wasserstein().isEmpty()).isTrue();
    generation(256, 1, 3, 6);
    List<KeyValue<String, Metric>> metrics = wasserstein().readKeyValuesToList();
    assertThat(metrics.get(0).value.getValue()).isEqualTo(7);
    assertThat(metrics)
        .extracting(r -> r.key, r -> r.value.getMetric(), r -> r.value.getN())
        .containsExactly(tuple("r/256", "sliced_w2", 3L), tuple("r/256", "distance_seconds", 3L));
  }

  @Test
  void generations_beforeTheirRun_wait() {
    generation(256, 0, 2, 1);
    generation(256, 1, 2, 2);
    driver.advanceWallClockTime(Duration.ofSeconds(2));
    assertThat(wasserstein().isEmpty()).isTrue();
    send(TOPICS.runs(), "r", run.spec());
    driver.advanceWallClockTime(Duration.ofSeconds(2));
    driver.advanceWallClockTime(Duration.ofSeconds(2));
    assertThat(wasserstein().readValuesToList()).hasSize(2);
  }

  @Test
  void generationBatch_thatComesTwice_countsOnce() {
    send(TOPICS.runs(), "r", run.spec());
    generation(256, 0, 2, 1);
    generation(256, 0, 2, 1);
    assertThat(wasserstein().isEmpty()).isTrue();
    generation(256, 1, 2, 2);
    assertThat(wasserstein().readValuesToList()).extracting(Metric::getN).containsOnly(2L);
  }

  @Test
  void checkpoint_thatIsNotSound_failsWithItsPlaceAndRemedy() {
    send(TOPICS.runs(), "r", run.spec());
    checkpoint(1, 256);
    assertThatThrownBy(() -> checkpoint(1, Counting.UNSOUND))
        .satisfies(
            e -> {
              RuntimeException known = EvaluatorFailures.known(e, CONNECTION);
              assertThat(known)
                  .isInstanceOfSatisfying(
                      ScorestreamException.class,
                      bad -> assertThat(bad.reason()).isEqualTo(Reason.BAD_DATA))
                  .hasMessageContaining(
                      "record at topic t.checkpoints.v1, partition 0, offset 1 is not sound: odd");
            });
  }

  private void checkpoint(int timestep, long milestone) {
    send(
        TOPICS.checkpoints(),
        Keys.checkpoint("r", timestep),
        checkpointOf(run, timestep, milestone));
  }

  private static ScoreCheckpoint checkpointOf(Run of, int timestep, long milestone) {
    return Fixtures.checkpoint(of, timestep, milestone, Fixtures.anyState(of));
  }

  private void delete(Topic topic, String key) {
    driver
        .createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer())
        .pipeInput(key, null);
  }

  private void generation(long milestone, int batch, int batches, float first) {
    GenerationBatch event = Fixtures.batch(run, milestone, batch, batches, new float[] {first, 0});
    send(TOPICS.generations(), Keys.milestone("r", milestone), event);
  }

  @SuppressWarnings("unchecked")
  private <V extends SpecificRecord> void send(Topic topic, String key, V event) {
    driver
        .createInputTopic(
            topic.name(),
            new StringSerializer(),
            serdes.of((Class<V>) event.getClass()).serializer())
        .pipeInput(key, event);
  }

  /** What has come of milestones as a whole since it was asked last. */
  private List<Metric> paths() {
    return robust().readValuesToList().stream()
        .filter(metric -> metric.getMetric().equals("path_error"))
        .toList();
  }

  private TestOutputTopic<String, Metric> robust() {
    return output(TOPICS.robustErrorMetrics());
  }

  private TestOutputTopic<String, Metric> wasserstein() {
    return output(TOPICS.wassersteinMetrics());
  }

  private TestOutputTopic<String, Metric> output(Topic topic) {
    return driver.createOutputTopic(
        topic.name(), new StringDeserializer(), serdes.of(Metric.class).deserializer());
  }

  private final class Counting implements CheckpointEvaluation {

    private static final long UNSOUND = 13;

    @Override
    public CheckpointFindings evaluate(
        Run known, ScoreCheckpoint checkpoint, Optional<HeldOutAnswers> before) {
      long milestone = checkpoint.getMilestone();
      int timestep = checkpoint.getTimestep();
      if (milestone == UNSOUND) {
        throw new IllegalArgumentException("odd");
      }
      order.add(milestone + "/" + timestep);
      Metric earlier =
          MetricScope.of(known, milestone, timestep)
              .number(
                  MetricName.L2_ERROR,
                  before.map(answers -> answers.milestone() + answers.noise()[0]).orElse(0f),
                  1,
                  Evidence.EXACT);
      return new CheckpointFindings(
          List.of(earlier),
          new float[] {1, timestep},
          Optional.of(new HeldOutAnswers(milestone, new float[] {timestep / 16f})));
    }

    @Override
    public List<Metric> halves(Run known, ScoreCheckpoint one, ScoreCheckpoint other) {
      return List.of();
    }

    @Override
    public List<Metric> paths(Run known, long milestone, double[] squares) {
      return List.of(
          MetricScope.of(known, milestone)
              .number(MetricName.PATH_ERROR, squares[1], (long) squares[0], Evidence.EXACT));
    }

    @Override
    public void close() {
      closed++;
    }
  }
}
