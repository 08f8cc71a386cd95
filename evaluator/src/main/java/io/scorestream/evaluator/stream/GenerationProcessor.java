package io.scorestream.evaluator.stream;

import io.scorestream.evaluator.measure.GenerationEvaluation;
import io.scorestream.evaluator.measure.GenerationSet;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.events.Evidence;
import io.scorestream.events.GenerationBatch;
import io.scorestream.events.Metric;
import io.scorestream.run.Run;
import io.scorestream.service.activity.Activity;
import io.scorestream.service.kafka.BadRecords;
import io.scorestream.topics.Keys;
import io.scorestream.topics.MetricName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
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
 * From generations to metrics: gathers a milestone's batches in a store, and evaluates them when
 * all are there and the run is known. Owned by a stream thread.
 */
public final class GenerationProcessor
    implements Processor<String, GenerationBatch, String, Metric> {

  private static final String GATHERED = "generations-gathered";
  private static final Duration RETRY = Duration.ofMillis(500);

  private final GenerationEvaluation evaluation;
  private final Consumer<Activity> activity;

  /** Milestones, by their keys' beginning, whose run may have become known since they came. */
  private final Set<String> awaited = new TreeSet<>();

  private ProcessorContext<String, Metric> context;
  private KeyValueStore<String, GenerationBatch> gathered;
  private RunStore runs;

  private GenerationProcessor(GenerationEvaluation evaluation, Consumer<Activity> activity) {
    this.evaluation = evaluation;
    this.activity = activity;
  }

  /**
   * Makes a processor for each task.
   *
   * @param evaluations called once per processor
   * @param serde of batches that wait for others
   * @param activity told of each evaluation, from the stream thread
   */
  public static ProcessorSupplier<String, GenerationBatch, String, Metric> supplier(
      Supplier<GenerationEvaluation> evaluations,
      Serde<GenerationBatch> serde,
      Consumer<Activity> activity) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, GenerationBatch, String, Metric> get() {
        return new GenerationProcessor(evaluations.get(), activity);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(
            Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(GATHERED), Serdes.String(), serde));
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, Metric> processorContext) {
    context = processorContext;
    gathered = context.getStateStore(GATHERED);
    runs = new RunStore(context);
    try (KeyValueIterator<String, GenerationBatch> all = gathered.all()) {
      all.forEachRemaining(entry -> awaited.add(milestone(entry.value)));
    }
    context.schedule(RETRY, PunctuationType.WALL_CLOCK_TIME, this::retry);
  }

  @Override
  public void process(Record<String, GenerationBatch> record) {
    GenerationBatch batch = record.value();
    if (batch == null) {
      forget(Keys.run(record.key()));
      return;
    }
    gathered.put(milestone(batch) + batch.getBatch(), batch);
    evaluateIfComplete(milestone(batch), record.timestamp());
  }

  /** What waits for a run that is deleted would wait forever. */
  private void forget(String run) {
    awaited.removeIf(milestone -> Keys.run(milestone).equals(run));
    try (KeyValueIterator<String, GenerationBatch> all = gathered.all()) {
      while (all.hasNext()) {
        KeyValue<String, GenerationBatch> next = all.next();
        if (next.value.getRun().equals(run)) {
          gathered.delete(next.key);
        }
      }
    }
  }

  /** One milestone each time: an evaluation may take seconds, and membership must not be lost. */
  private void retry(long now) {
    awaited.stream()
        .filter(milestone -> runs.find(Keys.run(milestone)).isPresent())
        .findFirst()
        .ifPresent(
            milestone -> {
              awaited.remove(milestone);
              evaluateIfComplete(milestone, now);
            });
  }

  private void evaluateIfComplete(String milestone, long timestamp) {
    List<String> keys = new ArrayList<>();
    List<GenerationBatch> batches = new ArrayList<>();
    try (KeyValueIterator<String, GenerationBatch> all =
        gathered.prefixScan(milestone, new StringSerializer())) {
      all.forEachRemaining(
          entry -> {
            keys.add(entry.key);
            batches.add(entry.value);
          });
    }
    Optional<Run> run = runs.find(Keys.run(milestone));
    if (run.isEmpty()) {
      awaited.add(milestone);
    } else if (!batches.isEmpty() && batches.size() == batches.get(0).getBatches()) {
      keys.forEach(gathered::delete);
      evaluate(run.get(), batches, timestamp);
    }
  }

  private void evaluate(Run run, List<GenerationBatch> batches, long timestamp) {
    long milestone = batches.get(0).getMilestone();
    activity.accept(new Activity("evaluating", run.id(), milestone, 0, 0, "generations"));
    try {
      for (Metric metric : timed(run, GenerationSet.of(run, batches))) {
        context.forward(new Record<>(MetricScope.key(metric), metric, timestamp));
      }
    } catch (IllegalArgumentException e) {
      throw BadRecords.unsound(Places.of(context), e);
    }
  }

  /** What is said of the generations and, where that is anything, how long it took. */
  private List<Metric> timed(Run run, GenerationSet generations) {
    long began = System.nanoTime();
    List<Metric> metrics = new ArrayList<>(evaluation.evaluate(run, generations));
    if (!metrics.isEmpty()) {
      double seconds = (System.nanoTime() - began) / 1e9;
      int n = generations.count(run.dimension());
      metrics.add(
          MetricScope.of(run, generations.milestone())
              .number(MetricName.DISTANCE_SECONDS, seconds, n, Evidence.EMPIRICAL));
    }
    return metrics;
  }

  /** What the keys of a milestone's batches begin with. */
  private static String milestone(GenerationBatch batch) {
    return Keys.milestone(batch.getRun(), batch.getMilestone()) + "/";
  }
}
