package io.scorestream.evaluator.forecast;

import io.scorestream.evaluator.stream.RunStore;
import io.scorestream.events.Forecast;
import io.scorestream.events.ForecastStatus;
import io.scorestream.events.Metric;
import io.scorestream.run.Run;
import io.scorestream.topics.Keys;
import io.scorestream.topics.MetricName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * From the metrics of networks to forecasts: keeps every metric, and forecasts a series anew
 * whenever it grows. When all timesteps have a forecast at a milestone, so has the run. A record
 * without value deletes a run. Owned by a stream thread.
 */
public final class ForecastProcessor implements Processor<String, Metric, String, Forecast> {

  /** Name of the store of metrics. */
  public static final String ERRORS = "errors";

  /** Name of the store of forecasts. */
  public static final String FORECASTS = "forecasts";

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
        return Set.of(Kept.builder(ERRORS, metrics), Kept.builder(FORECASTS, forecasts));
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, Forecast> processorContext) {
    context = processorContext;
    metrics = context.getStateStore(ERRORS);
    forecasts = context.getStateStore(FORECASTS);
    runs = new RunStore(context);
  }

  @Override
  public void process(Record<String, Metric> record) {
    Metric metric = record.value();
    if (metric == null) {
      Kept.forget(metrics, Keys.run(record.key()));
      Kept.forget(forecasts, Keys.run(record.key()));
      return;
    }
    metrics.put(StoreKeys.metric(metric), metric);
    runs.find(metric.getRun())
        .ifPresent(
            run -> forecast(run, metric).ifPresent(found -> keep(run, found, record.timestamp())));
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
    return Kept.of(
        metrics, StoreKeys.series(of.getRun(), name.text(), of.getDelta(), of.getTimestep()));
  }

  private void keep(Run run, Forecast found, long timestamp) {
    forecasts.put(StoreKeys.forecast(found), found);
    if (found.getStatus() != ForecastStatus.TOO_FEW_MILESTONES) {
      forward(found, timestamp);
    }
    List<Forecast> timesteps = Kept.of(forecasts, StoreKeys.timesteps(found));
    if (timesteps.size() == run.grid().steps()) {
      for (Forecast whole : RunForecast.of(timesteps)) {
        forecasts.put(StoreKeys.forecast(whole), whole);
        forward(whole, timestamp);
      }
    }
  }

  private void forward(Forecast forecast, long timestamp) {
    String key =
        forecast.getTimestep() == null
            ? forecast.getRun()
            : Keys.checkpoint(forecast.getRun(), forecast.getTimestep());
    context.forward(new Record<>(key, forecast, timestamp));
  }
}
