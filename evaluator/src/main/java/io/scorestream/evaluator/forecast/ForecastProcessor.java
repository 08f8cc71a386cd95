package io.scorestream.evaluator.forecast;

import io.scorestream.evaluator.measure.RecentlyUsed;
import io.scorestream.evaluator.stream.RunStore;
import io.scorestream.evaluator.stream.StoreRanges;
import io.scorestream.events.Forecast;
import io.scorestream.events.ForecastStatus;
import io.scorestream.events.Metric;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
import io.scorestream.topics.Keys;
import io.scorestream.topics.MetricName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * From the metrics of networks to forecasts: keeps every metric, and forecasts a series anew
 * whenever it grows. When all timesteps have a forecast at a milestone, so has the run. Owned by a
 * stream thread.
 */
public final class ForecastProcessor implements Processor<String, Metric, String, Forecast> {

  /** Name of the store of metrics. */
  public static final String ERRORS = "errors";

  /** Name of the store of forecasts. */
  public static final String FORECASTS = "forecasts";

  /** Milestones and levels that are forecast at once; more are looked up again. */
  private static final int AT_HAND = 64;

  private static final Duration RETRY = Duration.ofMillis(500);

  /** What the timesteps of a milestone need, by what their forecasts' keys begin with. */
  private final RecentlyUsed<String, RunForecast> whole = RecentlyUsed.count(AT_HAND);

  /** Metrics of runs that this process does not know yet, and another did. */
  private final List<Record<String, Metric>> early = new ArrayList<>();

  private ProcessorContext<String, Forecast> context;
  private KeyValueStore<String, Metric> metrics;
  private KeyValueStore<String, Forecast> forecasts;
  private RunStore runs;

  private ForecastProcessor() {}

  /** Makes a processor for each task. */
  public static ProcessorSupplier<String, Metric, String, Forecast> supplier(
      Serde<Metric> metrics, Serde<Forecast> forecasts) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, Metric, String, Forecast> get() {
        return new ForecastProcessor();
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(
            StoreRanges.persistent(ERRORS, metrics), StoreRanges.persistent(FORECASTS, forecasts));
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, Forecast> processorContext) {
    whole.close();
    early.clear();
    context = processorContext;
    metrics = context.getStateStore(ERRORS);
    forecasts = context.getStateStore(FORECASTS);
    runs = new RunStore(context);
    context.schedule(RETRY, PunctuationType.WALL_CLOCK_TIME, now -> retry());
  }

  @Override
  public void process(Record<String, Metric> record) {
    Metric metric = record.value();
    if (metric == null || runs.isOver(metric.getRun(), metric.getIncarnation())) {
      return;
    }
    metrics.put(SeriesKeys.metric(metric), metric);
    Optional<Run> run = runs.find(metric.getRun(), metric.getIncarnation());
    if (run.isEmpty()) {
      early.add(record);
      return;
    }
    forecast(run.get(), metric).ifPresent(found -> keep(run.get(), found, record.timestamp()));
  }

  private void retry() {
    runs.ended().forEach(this::forget);
    List<Record<String, Metric>> again = List.copyOf(early);
    early.clear();
    again.forEach(this::process);
  }

  private void forget(RunState state) {
    StoreRanges.deleteEnded(metrics, state);
    StoreRanges.deleteEnded(forecasts, state);
  }

  private Optional<Forecast> forecast(Run run, Metric metric) {
    if (metric.getTimestep() == null) {
      return Optional.empty();
    }
    if (is(metric, MetricName.ROBUST_ERROR)) {
      return Optional.of(RobustForecast.of(run, series(metric, MetricName.ROBUST_ERROR)));
    }
    boolean loss = is(metric, MetricName.HELD_OUT_LOSS);
    if (!loss && !is(metric, MetricName.HELD_OUT_LOSS_DIFFERENCE)) {
      return Optional.empty();
    }
    List<Metric> differences = series(metric, MetricName.HELD_OUT_LOSS_DIFFERENCE);
    if (loss && !differences.isEmpty()) {
      // The difference to the milestone before follows at once.
      return Optional.empty();
    }
    return Optional.of(LossForecast.of(run, series(metric, MetricName.HELD_OUT_LOSS), differences));
  }

  private static boolean is(Metric metric, MetricName name) {
    return metric.getMetric().equals(name.text());
  }

  private List<Metric> series(Metric of, MetricName name) {
    return StoreRanges.values(metrics, SeriesKeys.series(of, name.text()));
  }

  private void keep(Run run, Forecast found, long timestamp) {
    forecasts.put(SeriesKeys.forecast(found), found);
    if (found.getStatus() != ForecastStatus.TOO_FEW_MILESTONES) {
      forward(found, timestamp);
    }
    RunForecast all = whole.get(SeriesKeys.timesteps(found), () -> stored(found));
    all.add(found);
    if (all.timesteps() == run.grid().steps()) {
      for (Forecast of : all.of(k -> forecasts.get(SeriesKeys.timestep(found, k)))) {
        forecasts.put(SeriesKeys.forecast(of), of);
        forward(of, timestamp);
      }
    }
  }

  /** Those that were there before, after a restart. */
  private RunForecast stored(Forecast beside) {
    RunForecast all = new RunForecast();
    StoreRanges.values(forecasts, SeriesKeys.timesteps(beside)).forEach(all::add);
    return all;
  }

  private void forward(Forecast forecast, long timestamp) {
    String key =
        forecast.getTimestep() == null
            ? forecast.getRun()
            : Keys.timestep(forecast.getRun(), forecast.getTimestep());
    context.forward(new Record<>(key, forecast, timestamp));
  }
}
