package io.scorestream.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.scorestream.diffusion.law.Laws;
import io.scorestream.evaluator.measure.Comparison;
import io.scorestream.evaluator.measure.Findings;
import io.scorestream.evaluator.measure.HeldOutAnswers;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.evaluator.records.EventSerdes;
import io.scorestream.evaluator.stream.RunStore;
import io.scorestream.evaluator.work.DistanceWork;
import io.scorestream.evaluator.work.Place;
import io.scorestream.evaluator.work.TimestepWork;
import io.scorestream.evaluator.work.Work;
import io.scorestream.events.Evidence;
import io.scorestream.events.GenerationBatch;
import io.scorestream.events.Metric;
import io.scorestream.events.RunAction;
import io.scorestream.events.RunCommand;
import io.scorestream.events.RunSpec;
import io.scorestream.events.ScoreCheckpoint;
import io.scorestream.run.Run;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.activity.Activity;
import io.scorestream.service.kafka.BadRecords;
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
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Queue;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
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

  private static final long UNSOUND = 13;
  private static final long PASSED_OVER = 14;

  private final EventSerdes serdes = new EventSerdes(CONNECTION);
  private final Run run = new Run(Fixtures.known("r", Laws.named("mixture")));
  private final List<Activity> activities = new ArrayList<>();
  private final List<Work> done = new ArrayList<>();
  private final Queue<Runnable> held = new PriorityQueue<>();

  private boolean holds;

  @TempDir Path state;
  private TopologyTestDriver driver;

  @BeforeEach
  void start() {
    Properties properties = new Properties();
    properties.put("application.id", "t-evaluator");
    properties.put("bootstrap.servers", "h:1");
    properties.put("state.dir", state.toString());
    Evaluations evaluations = new Evaluations(this::evaluate, this::paths, this::execute);
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
  void checkpoint_ofAKnownRun_givesItsMetricsUnderTheirKey() {
    publish(run);
    checkpoint(3, 256);
    assertThat(robust().readKeyValuesToList())
        .extracting(record -> record.key, record -> record.value.getTimestep())
        .containsExactly(tuple("r/256/3", 3));
  }

  @Test
  void checkpoint_isReadWhereItLies() {
    publish(run);
    checkpoint(1, 256);
    checkpoint(2, 256);
    assertThat(done)
        .extracting(Work::places)
        .containsExactly(List.of(new Place(0, 0)), List.of(new Place(0, 1)));
  }

  @Test
  void checkpoint_beforeItsRun_waitsAndIsEvaluatedOnce() {
    checkpoint(1, 256);
    checkpoint(2, 256);
    checkpoint(1, 512);
    driver.advanceWallClockTime(Duration.ofSeconds(2));
    assertThat(robust().isEmpty()).isTrue();

    publish(run);
    driver.advanceWallClockTime(Duration.ofSeconds(2));
    driver.advanceWallClockTime(Duration.ofSeconds(2));
    assertThat(robust().readKeyValuesToList())
        .extracting(record -> record.key)
        .containsExactlyInAnyOrder("r/256/1", "r/256/2", "r/512/1");
  }

  @Test
  void checkpoint_thatComesTwice_givesTheSameMetricTwice() {
    publish(run);
    checkpoint(3, 256);
    checkpoint(3, 256);
    List<Metric> metrics = robust().readValuesToList();
    assertThat(metrics).hasSize(2);
    assertThat(metrics.get(0)).isEqualTo(metrics.get(1));
  }

  @Test
  void runs_areKeptApart() {
    publish(new Run(Fixtures.known("other", Laws.named("ring"))));
    checkpoint(1, 256);
    assertThat(robust().isEmpty()).isTrue();
  }

  @Test
  void run_publishedAnewAsAnother_staysWhatItWas() {
    publish(run);
    checkpoint(1, 256);
    publish(new Run(RunSpec.newBuilder(run.spec()).setSeed(77).build()));
    checkpoint(1, 512);
    assertThat(robust().readValuesToList()).hasSize(2);
  }

  @Test
  void runs_areWhatTheirCommandsMakeOfThem_inTheirOrder() {
    RunStore runs =
        new RunStore(
            driver.getKeyValueStore(RunStore.SPECIFICATIONS),
            driver.getKeyValueStore(RunStore.COMMANDS));
    // Before its specification, as global stores are filled independently.
    command(RunAction.PAUSE, null);
    assertThat(runs.state("r")).isEmpty();
    send(TOPICS.runs(), "r", run.spec());
    assertThat(runs.state("r")).hasValueSatisfying(state -> assertThat(state.paused()).isTrue());
    command(RunAction.MILESTONE, 300L);
    command(RunAction.RESUME, null);
    assertThat(runs.all())
        .singleElement()
        .satisfies(
            state -> {
              assertThat(state.paused()).isFalse();
              assertThat(state.milestones().requested()).containsExactly(300L);
            });
    assertThat(runs.gone()).isEmpty();
    command(RunAction.DELETE, null);
    assertThat(runs.find("r")).isEmpty();
    assertThat(runs.gone()).containsExactly("r");
    assertThat(runs.gone()).isEmpty();
    command(RunAction.RESTORE, null);
    assertThat(runs.gone()).isEmpty();
    command(RunAction.DELETE, null);
    command(RunAction.RESTORE, null);
    assertThat(runs.gone()).as("also where it has begun anew").containsExactly("r");
    assertThat(runs.find("r")).hasValue(run);
    assertThat(runs.state("r").orElseThrow().incarnation()).isEqualTo(2);
  }

  private void command(RunAction action, Long milestone) {
    RunCommand command = new RunCommand("r", action, milestone, "a test", run.hash());
    send(TOPICS.commands(), "r", command);
  }

  @Test
  void timesteps_areCountedPerMilestoneForThoseWhoWatch() {
    publish(run);
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
    publish(run);
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
    publish(run);
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
    publish(run);
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
    checkpoint(1, 1024);
    checkpoint(1, 256);
    checkpoint(1, 512);
    publish(run);
    checkpoint(1, 2048);
    driver.advanceWallClockTime(Duration.ofSeconds(1));
    checkpoint(1, 4096);
    assertThat(done).extracting(Work::milestone).containsExactly(256L, 512L, 1024L, 2048L, 4096L);
  }

  @Test
  void work_isSaidToBeDoneWithItsResultAndNotBefore() {
    publish(run);
    holds = true;
    checkpoint(1, 256);
    assertThat(robust().isEmpty()).isTrue();
    assertThat(keys("work")).containsExactly("r/0000000000000000256/00001");
    release();
    assertThat(keys("work")).hasSize(1);
    driver.advanceWallClockTime(Duration.ofMillis(100));
    assertThat(robust().readValuesToList()).hasSize(1);
    assertThat(keys("work")).isEmpty();
  }

  @Test
  void timestep_isEvaluatedMilestoneByMilestone_andOthersMeanwhile() {
    publish(run);
    holds = true;
    checkpoint(1, 512);
    checkpoint(1, 1024);
    checkpoint(2, 512);
    assertThat(held).hasSize(2);
    release();
    assertThat(done).hasSize(2).extracting(Work::milestone).containsOnly(512L);
    driver.advanceWallClockTime(Duration.ofMillis(100));
    release();
    driver.advanceWallClockTime(Duration.ofMillis(100));
    assertThat(done).hasSize(3);
    assertThat(robust().readValuesToList())
        .filteredOn(metric -> metric.getTimestep() == 1)
        .extracting(Metric::getValue)
        .containsExactly(0.0, 512.0625);
  }

  @Test
  void oldestMilestone_isEvaluatedFirst() {
    publish(run);
    holds = true;
    checkpoint(1, 512);
    checkpoint(3, 256);
    checkpoint(2, 256);
    release();
    assertThat(done)
        .extracting(Work::milestone, Work::number)
        .containsExactly(tuple(256L, 2), tuple(256L, 3), tuple(512L, 1));
  }

  @Test
  void run_thatIsDeleted_leavesNothingBehind() {
    Run other = new Run(Fixtures.known("r-other", Laws.named("mixture")));
    publish(run);
    publish(other);
    checkpoint(1, 512);
    checkpoint(2, 512);
    send(TOPICS.checkpoints(), "r-other/1", checkpointOf(other, 1, 256));
    holds = true;
    checkpoint(3, 512);
    generation(512, 0, 2, 1);
    driver.advanceWallClockTime(Duration.ofSeconds(1));
    robust().readValuesToList();
    command(RunAction.DELETE, null);
    driver.advanceWallClockTime(Duration.ofSeconds(1));
    release();
    driver.advanceWallClockTime(Duration.ofSeconds(1));
    assertThat(robust().isEmpty()).isTrue();
    assertThat(done).hasSize(3);
    for (String store :
        List.of("work", "evaluated-parts", "held-out-answers", "errors", "generation-batches")) {
      assertThat(keys(store)).as(store).noneMatch(key -> key.startsWith("r/"));
    }
    assertThat(keys("held-out-answers")).containsExactly("r-other/1");
  }

  @Test
  void generations_areEvaluatedWhenTheLastBatchIsThereInAnyOrder() {
    publish(run);
    generation(256, 2, 3, 5);
    generation(256, 0, 3, 7);
    generation(512, 1, 3, 9);
    assertThat(wasserstein().isEmpty()).isTrue();
    generation(256, 1, 3, 6);
    assertThat(done)
        .extracting(Work::places)
        .containsOnly(List.of(new Place(0, 1), new Place(0, 3), new Place(0, 0)));
    assertThat(wasserstein().readKeyValuesToList())
        .extracting(r -> r.key, r -> r.value.getMetric(), r -> r.value.getN())
        .containsExactlyInAnyOrder(
            tuple("r/256", "sliced_w2", 3L),
            tuple("r/256", "w2", 3L),
            tuple("r/256", "w1", 3L),
            tuple("r/256", "max_sliced_w2", 3L),
            tuple("r/256", "sinkhorn_w2", 3L),
            tuple("r/256", "gaussian_w2", 3L),
            tuple("r/256", "training_w2", 3L),
            tuple("r/256", "distance_seconds", 3L));
  }

  @Test
  void comparisonsOfOneMilestone_areWorkForAsManyThreads() {
    publish(run);
    holds = true;
    generation(256, 0, 1, 5);
    assertThat(held).hasSize(Comparison.values().length);
  }

  @Test
  void generations_beforeTheirRun_wait() {
    generation(256, 0, 2, 1);
    generation(256, 1, 2, 2);
    driver.advanceWallClockTime(Duration.ofSeconds(2));
    assertThat(wasserstein().isEmpty()).isTrue();
    publish(run);
    driver.advanceWallClockTime(Duration.ofSeconds(2));
    driver.advanceWallClockTime(Duration.ofSeconds(2));
    assertThat(wasserstein().readValuesToList()).hasSize(Comparison.values().length + 1);
  }

  @Test
  void generationBatch_thatComesTwice_countsOnce() {
    publish(run);
    generation(256, 0, 2, 1);
    generation(256, 0, 2, 1);
    assertThat(wasserstein().isEmpty()).isTrue();
    generation(256, 1, 2, 2);
    assertThat(wasserstein().readValuesToList()).extracting(Metric::getN).containsOnly(2L);
  }

  @Test
  void checkpoint_thatIsPassedOver_isAskedForNoMore() {
    publish(run);
    checkpoint(1, PASSED_OVER);
    assertThat(robust().isEmpty()).isTrue();
    assertThat(keys("work")).isEmpty();
  }

  @Test
  void checkpoint_thatIsNotSound_failsWithItsPlaceAndRemedy() {
    publish(run);
    assertThatThrownBy(() -> checkpoint(1, UNSOUND))
        .satisfies(
            e -> {
              RuntimeException known = EvaluatorFailures.known(e, CONNECTION);
              assertThat(known)
                  .isInstanceOfSatisfying(
                      ScorestreamException.class,
                      bad -> assertThat(bad.reason()).isEqualTo(Reason.BAD_DATA))
                  .hasMessageContaining("the record is not sound: odd");
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

  private void publish(Run published) {
    send(TOPICS.runs(), published.id(), published.spec());
  }

  private List<String> keys(String store) {
    List<String> keys = new ArrayList<>();
    try (var entries = driver.<String, Object>getKeyValueStore(store).all()) {
      entries.forEachRemaining(entry -> keys.add(entry.key));
    }
    return keys;
  }

  private void execute(Runnable piece) {
    if (holds) {
      held.add(piece);
    } else {
      piece.run();
    }
  }

  /** Lets the pool do what it was given until now. */
  private void release() {
    while (!held.isEmpty()) {
      held.remove().run();
    }
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

  private Optional<Findings> evaluate(Run of, Work work, Optional<HeldOutAnswers> before) {
    if (work.milestone() == PASSED_OVER) {
      return Optional.empty();
    }
    if (work.milestone() == UNSOUND) {
      throw BadRecords.unsound("the record", new IllegalArgumentException("odd"));
    }
    done.add(work);
    return Optional.of(
        work instanceof TimestepWork timestep
            ? network(of, timestep, before)
            : distance(of, (DistanceWork) work));
  }

  private static Findings network(Run of, TimestepWork work, Optional<HeldOutAnswers> before) {
    Metric earlier =
        MetricScope.of(of, work.milestone(), work.timestep())
            .number(
                MetricName.L2_ERROR,
                before.map(answers -> answers.milestone() + answers.noise()[0]).orElse(0f),
                1,
                Evidence.EXACT);
    return new Findings(
        List.of(earlier),
        1,
        new float[] {1, work.timestep()},
        Optional.of(new HeldOutAnswers(work.milestone(), new float[] {work.timestep() / 16f})));
  }

  private static Findings distance(Run of, DistanceWork work) {
    int n = work.places().size();
    MetricName name = MetricName.valueOf(work.comparison().name());
    return Findings.of(
        List.of(MetricScope.of(of, work.milestone()).number(name, 1, n, Evidence.EMPIRICAL)), n);
  }

  private List<Metric> paths(Run of, long milestone, double[] squares) {
    return List.of(
        MetricScope.of(of, milestone)
            .number(MetricName.PATH_ERROR, squares[1], (long) squares[0], Evidence.EXACT));
  }
}
