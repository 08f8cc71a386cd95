package io.scorestream.evaluator.stream;

import io.scorestream.evaluator.measure.CheckpointEvaluation;
import io.scorestream.evaluator.measure.CheckpointFindings;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.events.Metric;
import io.scorestream.events.SampleHalf;
import io.scorestream.events.ScoreCheckpoint;
import io.scorestream.run.Run;
import io.scorestream.service.activity.Activity;
import io.scorestream.service.kafka.BadRecords;
import io.scorestream.topics.Keys;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * From checkpoints to metrics. A checkpoint whose run is not known yet waits in a store, and is
 * evaluated when the run comes. What is said of a milestone as a whole follows its last timestep. A
 * network on half of the samples waits for the one on the other half.
 *
 * <p>All that grows with the number of checkpoints is on disk; in memory there is one checkpoint at
 * a time, beside what Kafka has fetched ahead. Owned by a stream thread.
 */
public final class CheckpointProcessor
    implements Processor<String, ScoreCheckpoint, String, Metric> {

  private static final String WAITING = "checkpoints-without-run";
  private static final String PATHS = "path-squares";
  private static final String ANSWERS = "held-out-answers";
  private static final String HALVES = "waiting-halves";
  private static final Duration RETRY = Duration.ofMillis(500);

  /** Checkpoints that waited and are evaluated at once: work for seconds at most. */
  private static final int AT_ONCE = 32;

  private final Supplier<CheckpointEvaluation> evaluations;
  private final Consumer<Activity> activity;
  private final MilestoneProgress progress = new MilestoneProgress();
  private ProcessorContext<String, Metric> context;
  private CheckpointEvaluation evaluation;
  private WaitingCheckpoints waiting;
  private PathSquares paths;
  private EarlierAnswers answers;
  private WaitingHalves halves;
  private RunStore runs;

  private CheckpointProcessor(
      Supplier<CheckpointEvaluation> evaluations, Consumer<Activity> activity) {
    this.evaluations = evaluations;
    this.activity = activity;
  }

  /**
   * Makes a processor for each task.
   *
   * @param evaluations called once per processor, which closes what it gets
   * @param serde of checkpoints that wait
   * @param activity told of each timestep done, from the stream thread
   */
  public static ProcessorSupplier<String, ScoreCheckpoint, String, Metric> supplier(
      Supplier<CheckpointEvaluation> evaluations,
      Serde<ScoreCheckpoint> serde,
      Consumer<Activity> activity) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, ScoreCheckpoint, String, Metric> get() {
        return new CheckpointProcessor(evaluations, activity);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(
            store(WAITING, serde),
            store(PATHS, NumberSerdes.floats()),
            store(ANSWERS, NumberSerdes.answers()),
            store(HALVES, serde));
      }
    };
  }

  private static <V> StoreBuilder<?> store(String name, Serde<V> serde) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.String(), serde);
  }

  @Override
  public void init(ProcessorContext<String, Metric> processorContext) {
    context = processorContext;
    waiting = new WaitingCheckpoints(context.getStateStore(WAITING));
    paths = new PathSquares(context.getStateStore(PATHS));
    answers = new EarlierAnswers(context.getStateStore(ANSWERS));
    halves = new WaitingHalves(context.getStateStore(HALVES));
    runs = new RunStore(context);
    evaluation = evaluations.get();
    context.schedule(RETRY, PunctuationType.WALL_CLOCK_TIME, this::retry);
  }

  @Override
  public void process(Record<String, ScoreCheckpoint> record) {
    ScoreCheckpoint checkpoint = record.value();
    if (checkpoint == null) {
      forget(Keys.run(record.key()));
      return;
    }
    Optional<Run> run = runs.find(checkpoint.getRun());
    if (run.isPresent() && !waiting.has(checkpoint.getRun())) {
      evaluate(run.get(), checkpoint, record.timestamp());
    } else {
      waiting.put(checkpoint);
    }
  }

  @Override
  public void close() {
    evaluation.close();
  }

  private void forget(String run) {
    waiting.forget(run);
    paths.forget(run);
    answers.forget(run);
    halves.forget(run);
  }

  /** Evaluates what has waited, in the order of the milestones. */
  private void retry(long now) {
    for (String id : waiting.runs()) {
      runs.find(id).ifPresent(run -> catchUp(run, now));
    }
  }

  private void catchUp(Run run, long now) {
    Optional<ScoreCheckpoint> next = waiting.take(run.id());
    for (int taken = 1; next.isPresent(); taken++) {
      evaluate(run, next.get(), now);
      next = taken < AT_ONCE ? waiting.take(run.id()) : Optional.empty();
    }
  }

  private void evaluate(Run run, ScoreCheckpoint checkpoint, long timestamp) {
    if (checkpoint.getHalf() == SampleHalf.BOTH) {
      evaluateWhole(run, checkpoint, timestamp);
    } else {
      evaluateHalf(run, checkpoint, timestamp);
    }
  }

  /** Of networks on halves, only how far apart they are is of interest. */
  private void evaluateHalf(Run run, ScoreCheckpoint checkpoint, long timestamp) {
    try {
      halves
          .partner(checkpoint)
          .ifPresent(other -> forward(evaluation.halves(run, checkpoint, other), timestamp));
    } catch (IllegalArgumentException e) {
      throw BadRecords.unsound(Places.of(context), e);
    }
  }

  private void evaluateWhole(Run run, ScoreCheckpoint checkpoint, long timestamp) {
    long started = System.nanoTime();
    long milestone = checkpoint.getMilestone();
    try {
      CheckpointFindings findings =
          evaluation.evaluate(run, checkpoint, answers.before(checkpoint));
      forward(findings.metrics(), timestamp);
      findings.answers().ifPresent(found -> answers.keep(checkpoint, found));
      if (findings.pathTerms().length > 0) {
        paths
            .add(run, milestone, checkpoint.getTimestep(), findings.pathTerms())
            .ifPresent(sums -> forward(evaluation.paths(run, milestone, sums), timestamp));
      }
    } catch (IllegalArgumentException e) {
      throw BadRecords.unsound(Places.of(context), e);
    }
    activity.accept(progress.next(run, milestone, Duration.ofNanos(System.nanoTime() - started)));
    Duration lag = Duration.ofMillis(Math.max(0, context.currentSystemTimeMs() - timestamp));
    forward(progress.finished(run, milestone, lag), timestamp);
  }

  private void forward(List<Metric> metrics, long timestamp) {
    for (Metric metric : metrics) {
      context.forward(new Record<>(MetricScope.key(metric), metric, timestamp));
    }
  }
}
