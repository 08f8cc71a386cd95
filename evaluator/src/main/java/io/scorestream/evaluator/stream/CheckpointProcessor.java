package io.scorestream.evaluator.stream;

import io.scorestream.evaluator.measure.CheckpointEvaluation;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.evaluator.records.BadRecords;
import io.scorestream.events.Metric;
import io.scorestream.events.ScoreCheckpoint;
import io.scorestream.run.Run;
import io.scorestream.service.activity.Activity;
import io.scorestream.topics.Keys;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * From checkpoints to metrics. A checkpoint whose run is not known yet waits in a store, and is
 * evaluated when the run comes. Owned by a stream thread.
 */
public final class CheckpointProcessor
    implements Processor<String, ScoreCheckpoint, String, Metric> {

  private static final String WAITING = "checkpoints-without-run";
  private static final Duration RETRY = Duration.ofMillis(500);

  private final Supplier<CheckpointEvaluation> evaluations;
  private final Consumer<Activity> activity;
  private final MilestoneProgress progress = new MilestoneProgress();
  private ProcessorContext<String, Metric> context;
  private CheckpointEvaluation evaluation;
  private KeyValueStore<String, ScoreCheckpoint> waiting;
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
            Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(WAITING), Serdes.String(), serde));
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, Metric> processorContext) {
    context = processorContext;
    waiting = context.getStateStore(WAITING);
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
    if (run.isPresent()) {
      evaluate(run.get(), checkpoint, record.timestamp());
    } else {
      waiting.put(
          Keys.timestep(checkpoint.getRun(), checkpoint.getMilestone(), checkpoint.getTimestep()),
          checkpoint);
    }
  }

  @Override
  public void close() {
    evaluation.close();
  }

  /** What waits for a run that is deleted would wait forever. */
  private void forget(String run) {
    try (KeyValueIterator<String, ScoreCheckpoint> all = waiting.all()) {
      while (all.hasNext()) {
        KeyValue<String, ScoreCheckpoint> next = all.next();
        if (next.value.getRun().equals(run)) {
          waiting.delete(next.key);
        }
      }
    }
  }

  private void retry(long now) {
    try (KeyValueIterator<String, ScoreCheckpoint> all = waiting.all()) {
      while (all.hasNext()) {
        KeyValue<String, ScoreCheckpoint> next = all.next();
        Optional<Run> run = runs.find(next.value.getRun());
        if (run.isPresent()) {
          waiting.delete(next.key);
          evaluate(run.get(), next.value, now);
        }
      }
    }
  }

  private void evaluate(Run run, ScoreCheckpoint checkpoint, long timestamp) {
    List<Metric> metrics;
    try {
      metrics = evaluation.evaluate(run, checkpoint);
    } catch (IllegalArgumentException e) {
      throw BadRecords.unsound(Places.of(context), e);
    }
    for (Metric metric : metrics) {
      context.forward(new Record<>(MetricScope.key(metric), metric, timestamp));
    }
    activity.accept(progress.next(run, checkpoint.getMilestone()));
  }
}
