package io.scorestream.evaluator;

import io.scorestream.diffusion.law.Laws;
import io.scorestream.evaluator.measure.Findings;
import io.scorestream.evaluator.measure.HeldOutAnswers;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.evaluator.records.EventSerdes;
import io.scorestream.evaluator.stream.RunStore;
import io.scorestream.evaluator.work.Backlog;
import io.scorestream.evaluator.work.DistanceWork;
import io.scorestream.evaluator.work.TimestepWork;
import io.scorestream.evaluator.work.Work;
import io.scorestream.events.Evidence;
import io.scorestream.events.GenerationBatch;
import io.scorestream.events.Metric;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.NetworkRecords;
import io.scorestream.events.RunAction;
import io.scorestream.events.RunCommand;
import io.scorestream.events.SampleHalf;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
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
import org.jspecify.annotations.Nullable;

/**
 * An evaluator's topology without a broker, on one thread, with evaluations that only count: of a
 * network its error is the milestone before and the sixteenth of its timestep, of a comparison its
 * n is the number of batches. What evaluations compute is tested beside them.
 */
final class DrivenTopology implements AutoCloseable {

  static final ConnectionSettings CONNECTION =
      new ConnectionSettings("h:1", "mock://topology", new TopicCatalogue("t"), Map.of());

  /** A milestone whose records are not sound. */
  static final long UNSOUND = 13;

  /** A milestone whose records are passed over. */
  static final long PASSED_OVER = 14;

  private static final TopicCatalogue TOPICS = CONNECTION.topics();

  /** The run that events are of where no other is named. */
  final Run run = new Run(Fixtures.known("r", Laws.named("mixture")));

  final List<Activity> activities = new ArrayList<>();

  /** What was evaluated, in this order. */
  final List<Work> done = new ArrayList<>();

  /** What waits for a thread of the pool, the first to be first. */
  final Queue<Runnable> held = new PriorityQueue<>();

  final Backlog backlog = new Backlog();

  private final EventSerdes serdes = new EventSerdes(CONNECTION);
  private final TopologyTestDriver driver;
  private RunState state = RunState.of(run);
  private boolean holds;

  /**
   * @param folder for the stores
   */
  DrivenTopology(Path folder) {
    Properties properties = new Properties();
    properties.put("application.id", "t-evaluator");
    properties.put("bootstrap.servers", "h:1");
    properties.put("state.dir", folder.toString());
    Evaluations evaluations =
        new Evaluations(this::evaluate, DrivenTopology::pathErrors, this::execute, backlog);
    driver =
        new TopologyTestDriver(
            EvaluatorTopology.build(
                TOPICS, serdes, 3, evaluations, activities::add, forecast -> {}),
            properties);
  }

  @Override
  public void close() {
    driver.close();
  }

  /** Lets time pass, as those see it who act now and then. */
  void pass(Duration time) {
    driver.advanceWallClockTime(time);
  }

  /** From now on the pool does nothing until it is told to. */
  void hold() {
    holds = true;
  }

  /** Lets the pool do what it was given until now. */
  void release() {
    while (!held.isEmpty()) {
      held.remove().run();
    }
  }

  void publish(Run published) {
    send(TOPICS.runs(), published.id(), published.spec());
  }

  /** Commands something of the run, of whose incarnation then are all events that follow. */
  void command(RunAction action, @Nullable Long milestone) {
    RunCommand command = new RunCommand("r", action, milestone, "a test", run.hash(), null, null);
    state = state.after(command);
    send(TOPICS.commands(), "r", command);
  }

  /** One timestep's network of a milestone, in partition 2 of the weights topic. */
  void network(int timestep, long milestone) {
    network(state, SampleHalf.BOTH, milestone, Fixtures.at(timestep, 2, 100 * milestone));
  }

  /** The same of any run, at any place, and of half of the samples. */
  void network(RunState of, SampleHalf half, long milestone, NetworkRecords at) {
    networks(of, half, milestone, at);
  }

  /** All networks of a shard. */
  void networks(RunState of, SampleHalf half, long milestone, NetworkRecords... at) {
    MilestoneReached reached = Fixtures.reached(of, milestone, half, List.of(at));
    send(TOPICS.milestones(), Keys.shardMilestone(of.run().id(), milestone, 0), reached);
  }

  void generation(long milestone, int batch, int batches, float first) {
    GenerationBatch event =
        GenerationBatch.newBuilder(
                Fixtures.batch(run, milestone, batch, batches, new float[] {first, 0}))
            .setIncarnation(state.incarnation())
            .build();
    send(TOPICS.generations(), Keys.milestone("r", milestone), event);
  }

  /** The keys that a store has. */
  List<String> keys(String store) {
    List<String> keys = new ArrayList<>();
    try (var entries = driver.<String, Object>getKeyValueStore(store).all()) {
      entries.forEachRemaining(entry -> keys.add(entry.key));
    }
    return keys;
  }

  /** The runs as processors see them, asked for the first time. */
  RunStore runs() {
    return new RunStore(
        driver.getKeyValueStore(RunStore.SPECIFICATIONS),
        driver.getKeyValueStore(RunStore.COMMANDS));
  }

  TestOutputTopic<String, Metric> robust() {
    return output(TOPICS.robustErrorMetrics());
  }

  TestOutputTopic<String, Metric> wasserstein() {
    return output(TOPICS.wassersteinMetrics());
  }

  /** What has come of milestones as a whole since metrics of networks were read last. */
  List<Metric> paths() {
    return robust().readValuesToList().stream()
        .filter(metric -> metric.getMetric().equals("path_error"))
        .toList();
  }

  private TestOutputTopic<String, Metric> output(Topic topic) {
    return driver.createOutputTopic(
        topic.name(), new StringDeserializer(), serdes.of(Metric.class).deserializer());
  }

  private void send(Topic topic, String key, SpecificRecord event) {
    driver
        .createInputTopic(
            topic.name(), new StringSerializer(), serdes.of(SpecificRecord.class).serializer())
        .pipeInput(key, event);
  }

  private void execute(Runnable work) {
    if (holds) {
      held.add(work);
    } else {
      work.run();
    }
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
            ? ofTimestep(of, timestep, before)
            : ofGenerations(of, (DistanceWork) work));
  }

  private static Findings ofTimestep(Run of, TimestepWork work, Optional<HeldOutAnswers> before) {
    MetricScope scope = MetricScope.of(of, work.milestone(), work.timestep());
    if (!work.isWhole()) {
      return Findings.of(
          List.of(scope.number(MetricName.SPLIT_HALF_DISAGREEMENT, 1, 1, Evidence.PROXY)), 0);
    }
    float earlier = before.map(answers -> answers.milestone() + answers.noise()[0]).orElse(0f);
    return new Findings(
        List.of(scope.number(MetricName.L2_ERROR, earlier, 1, Evidence.EXACT)),
        1,
        new float[] {1, work.timestep()},
        Optional.of(new HeldOutAnswers(work.milestone(), new float[] {work.timestep() / 16f})));
  }

  private static Findings ofGenerations(Run of, DistanceWork work) {
    int n = work.records().size();
    MetricName name = MetricName.valueOf(work.comparison().name());
    return Findings.of(
        List.of(MetricScope.of(of, work.milestone()).number(name, 1, n, Evidence.EMPIRICAL)), n);
  }

  private static List<Metric> pathErrors(Run of, long milestone, double[] squares) {
    return List.of(
        MetricScope.of(of, milestone)
            .number(MetricName.PATH_ERROR, squares[1], (long) squares[0], Evidence.EXACT));
  }
}
