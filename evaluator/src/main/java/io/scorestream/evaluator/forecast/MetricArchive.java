package io.scorestream.evaluator.forecast;

import io.scorestream.evaluator.stream.RunStore;
import io.scorestream.evaluator.stream.StoreRanges;
import io.scorestream.events.Metric;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** Keeps the metrics of every run until the run is deleted. Owned by a stream thread. */
public final class MetricArchive implements Processor<String, Metric, Void, Void> {

  /** Name of the store of distances between generations and reference samples. */
  public static final String DISTANCES = "distances";

  private static final Duration FORGET = Duration.ofMillis(500);

  private final String store;
  private KeyValueStore<String, Metric> metrics;
  private RunStore runs;

  private MetricArchive(String store) {
    this.store = store;
  }

  /**
   * Makes a processor for each task.
   *
   * @param store its name
   */
  public static ProcessorSupplier<String, Metric, Void, Void> supplier(
      String store, Serde<Metric> serde) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, Metric, Void, Void> get() {
        return new MetricArchive(store);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(StoreRanges.persistent(store, serde));
      }
    };
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    metrics = context.getStateStore(store);
    runs = new RunStore(context);
    context.schedule(
        FORGET,
        PunctuationType.WALL_CLOCK_TIME,
        now -> runs.ended().forEach(state -> StoreRanges.deleteEnded(metrics, state)));
  }

  @Override
  public void process(Record<String, Metric> record) {
    Metric metric = record.value();
    if (metric != null && !runs.isOver(metric.getRun(), metric.getIncarnation())) {
      metrics.put(SeriesKeys.metric(metric), metric);
    }
  }
}
