package io.scorestream.evaluator.forecast;

import static java.util.Objects.requireNonNull;

import io.scorestream.diffusion.forecast.ErrorParts;
import io.scorestream.evaluator.measure.RecentlyUsed;
import io.scorestream.evaluator.stream.PooledWork;
import io.scorestream.evaluator.stream.RunStore;
import io.scorestream.evaluator.stream.StoreKeys;
import io.scorestream.evaluator.stream.StoreRanges;
import io.scorestream.evaluator.work.Backlog;
import io.scorestream.evaluator.work.ForecastWork;
import io.scorestream.evaluator.work.WorkSerdes;
import io.scorestream.events.Forecast;
import io.scorestream.events.ForecastStatus;
import io.scorestream.events.Metric;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
import io.scorestream.topics.Keys;
import io.scorestream.topics.MetricName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * From the metrics of networks to forecasts: keeps every metric, and has the pool forecast a series
 * up to each of its milestones. When all timesteps have a forecast at a milestone, so has the run.
 * Owned by a stream thread.
 */
public final class ForecastProcessor implements Processor<String, Metric, String, Forecast> {

  /** Name of the store of metrics. */
  public static final String ERRORS = "errors";

  /** Name of the store of forecasts. */
  public static final String FORECASTS = "forecasts";

  /** Name of the store of forecasts that are still to be made. */
  static final String DUE = "forecasts-due";

  /** Milestones and levels that are forecast at once; more are looked up again. */
  private static final int AT_HAND = 64;

  private static final Duration COLLECT = Duration.ofMillis(25);
  private static final Duration RETRY = Duration.ofMillis(500);

  /** What the timesteps of a milestone need, by what their forecasts' keys begin with. */
  private final RecentlyUsed<String, RunForecast> whole = RecentlyUsed.count(AT_HAND);

  private final Executor pool;
  private final Backlog backlog;
  private ProcessorContext<String, Forecast> context;
  private KeyValueStore<String, Metric> metrics;
  private KeyValueStore<String, Forecast> forecasts;
  private PooledWork<ForecastWork, Forecast> pooled;
  private RunStore runs;

  private ForecastProcessor(Executor pool, Backlog backlog) {
    this.pool = pool;
    this.backlog = backlog;
  }

  /**
   * Makes a processor for each task.
   *
   * @param pool shared with evaluations
   * @param backlog told of what the tasks have to forecast
   */
  public static ProcessorSupplier<String, Metric, String, Forecast> supplier(
      Serde<Metric> metrics, Serde<Forecast> forecasts, Executor pool, Backlog backlog) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, Metric, String, Forecast> get() {
        return new ForecastProcessor(pool, backlog);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(
            StoreRanges.persistent(ERRORS, metrics),
            StoreRanges.persistent(FORECASTS, forecasts),
            StoreRanges.persistent(DUE, WorkSerdes.forecasts()));
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, Forecast> processorContext) {
    whole.close();
    context = processorContext;
    metrics = context.getStateStore(ERRORS);
    forecasts = context.getStateStore(FORECASTS);
    runs = new RunStore(context);
    pooled = new PooledWork<>(context.getStateStore(DUE), backlog, pool, runs, this::prepare);
    context.schedule(COLLECT, PunctuationType.WALL_CLOCK_TIME, now -> collect());
    context.schedule(RETRY, PunctuationType.WALL_CLOCK_TIME, now -> retry());
  }

  @Override
  public void process(Record<String, Metric> record) {
    Metric metric = record.value();
    if (metric == null || runs.isOver(metric.getRun(), metric.getIncarnation())) {
      return;
    }
    metrics.put(SeriesKeys.metric(metric), metric);
    forecastName(metric)
        .ifPresent(
            name -> {
              // One that comes late has a part in the forecasts of all milestones after it.
              for (Metric newest : from(metric)) {
                pooled.add(work(newest, name, record.timestamp()));
              }
            });
    collect();
  }

  @Override
  public void close() {
    pooled.close();
  }

  /** Also the beginning, after a restart: what is to be made may have been before. */
  private void retry() {
    runs.ended().forEach(this::forget);
    pooled.advance();
    collect();
  }

  private void forget(RunState state) {
    pooled.forget(state);
    StoreRanges.deleteEnded(metrics, state);
    StoreRanges.deleteEnded(forecasts, state);
  }

  /** What is forecast now that a metric is there. */
  private Optional<MetricName> forecastName(Metric metric) {
    if (metric.getTimestep() == null) {
      return Optional.empty();
    }
    if (is(metric, MetricName.ROBUST_ERROR)) {
      return Optional.of(MetricName.ROBUST_ERROR);
    }
    // Where there are differences to the milestone before, one follows each loss at once.
    boolean complete =
        is(metric, MetricName.HELD_OUT_LOSS_DIFFERENCE)
            || (is(metric, MetricName.HELD_OUT_LOSS)
                && !hasSeries(metric, MetricName.HELD_OUT_LOSS_DIFFERENCE));
    return complete ? Optional.of(MetricName.HELD_OUT_LOSS) : Optional.empty();
  }

  private static boolean is(Metric metric, MetricName name) {
    return metric.getMetric().equals(name.text());
  }

  private boolean hasSeries(Metric of, MetricName name) {
    try (KeyValueIterator<String, Metric> series =
        metrics.prefixScan(SeriesKeys.series(of, name.text()), new StringSerializer())) {
      return series.hasNext();
    }
  }

  private static ForecastWork work(Metric newest, MetricName name, long reached) {
    return new ForecastWork(
        newest.getRun(),
        newest.getIncarnation(),
        newest.getMilestone(),
        reached,
        name.text(),
        newest.getDelta(),
        requireNonNull(newest.getTimestep()));
  }

  /** Reads what the forecast is made from, on the stream thread, whose the stores are. */
  private Supplier<Forecast> prepare(Run run, ForecastWork work) {
    ErrorParts parts =
        new MeasuredParts(
                at(work, MetricName.SQUARED_ERROR),
                at(work, MetricName.OPTIMISATION_ERROR),
                at(work, MetricName.STATISTICAL_ERROR))
            .parts();
    if (work.metric().equals(MetricName.ROBUST_ERROR.text())) {
      List<Metric> errors = until(work, MetricName.ROBUST_ERROR);
      return () -> RobustForecast.of(run, errors, parts);
    }
    List<Metric> losses = until(work, MetricName.HELD_OUT_LOSS);
    List<Metric> differences = until(work, MetricName.HELD_OUT_LOSS_DIFFERENCE);
    return () -> LossForecast.of(run, losses, differences, parts);
  }

  /** What has no level, of the milestone that is forecast from. */
  private Optional<Metric> at(ForecastWork work, MetricName name) {
    return Optional.ofNullable(
        metrics.get(
            SeriesKeys.series(work.withoutLevel(), name.text())
                + SeriesKeys.milestone(work.milestone())));
  }

  /** A series up to the milestone that is forecast from. */
  private List<Metric> until(ForecastWork work, MetricName name) {
    String series = SeriesKeys.series(work, name.text());
    return StoreRanges.values(metrics, series, series + SeriesKeys.milestone(work.milestone()));
  }

  /** The metric and those of later milestones of its series. */
  private List<Metric> from(Metric metric) {
    return StoreRanges.values(
        metrics,
        SeriesKeys.metric(metric),
        StoreKeys.after(SeriesKeys.series(metric, metric.getMetric())));
  }

  private void collect() {
    if (pooled.collect(done -> keep(done.run(), done.result(), done.work().reached()))) {
      context.commit();
    }
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
