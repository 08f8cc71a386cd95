package io.scorestream.evaluator;

import io.scorestream.evaluator.measure.Findings;
import io.scorestream.evaluator.work.Backlog;
import io.scorestream.evaluator.work.Evaluation;
import io.scorestream.evaluator.work.TimestepWork;
import io.scorestream.events.Forecast;
import io.scorestream.events.ForecastScope;
import io.scorestream.events.Metric;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
import io.scorestream.service.metrics.MeterName;
import io.scorestream.service.metrics.Meters;
import io.scorestream.service.metrics.RestingRuns;
import io.scorestream.topics.MetricName;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Shows on the evaluator's meters what it finds: the metrics of the newest milestone, and how long
 * they took. Safe from any thread.
 */
final class EvaluatorMeters {

  private static final Map<String, MetricName> NAMES =
      Arrays.stream(MetricName.values()).collect(Collectors.toMap(MetricName::text, name -> name));

  /** Longer than the evaluations of a milestone lie apart. */
  private static final Duration STAY = Duration.ofMinutes(10);

  private final Meters meters;
  private final RestingRuns resting;

  /** Milestone that each series shows, by run. */
  private final Map<String, Map<List<String>, Long>> newest = new ConcurrentHashMap<>();

  /**
   * @param backlog shown for as long as the process lives
   */
  EvaluatorMeters(Meters meters, Backlog backlog) {
    this(meters, backlog, STAY);
  }

  EvaluatorMeters(Meters meters, Backlog backlog, Duration stay) {
    this.meters = meters;
    this.resting = new RestingRuns(meters, stay);
    meters.watch(EvaluatorMeterNames.BACKLOG, backlog::pieces);
  }

  /** The same evaluation, seen. */
  Evaluation measured(Evaluation evaluation) {
    return (run, work, before) -> {
      String event = work instanceof TimestepWork ? "network" : "generations";
      Optional<Findings> found = timed(run, event, () -> evaluation.evaluate(run, work, before));
      found.ifPresent(findings -> findings.metrics().forEach(this::show));
      return found;
    };
  }

  /**
   * Lets go of what is said of runs that are at rest: paused, failed, deleted, or with their last
   * milestone shown.
   *
   * @param all the runs that there are
   */
  void follow(Collection<RunState> all) {
    Set<String> busy =
        all.stream()
            .filter(RunState::isActive)
            .filter(state -> state.milestones().after(shown(state.run().id())).isPresent())
            .map(state -> state.run().id())
            .collect(Collectors.toSet());
    newest.keySet().removeAll(resting.follow(busy));
  }

  /** The newest milestone that any series of a run shows; 0 for none. */
  private long shown(String run) {
    return newest.getOrDefault(run, Map.of()).values().stream()
        .mapToLong(milestone -> milestone)
        .max()
        .orElse(0);
  }

  private <T> T timed(Run run, String event, Supplier<T> work) {
    long began = System.nanoTime();
    T found = work.get();
    resting.worked(run.id());
    meters.time(
        EvaluatorMeterNames.EVALUATION,
        Duration.ofNanos(System.nanoTime() - began),
        run.id(),
        event);
    return found;
  }

  /** Shows what a run needs; the forecasts of its single timesteps are for the topic. */
  void show(Forecast forecast) {
    if (forecast.getScope() == ForecastScope.TIMESTEP) {
      return;
    }
    String by = forecast.getScope().name().toLowerCase(Locale.ROOT).replace("_timestep", "");
    if (forecast.getDelta() == null) {
      set(EvaluatorMeterNames.FORECAST_FALL, forecast, orNone(forecast.getFall()), by);
      return;
    }
    String delta = forecast.getDelta().toString();
    set(EvaluatorMeterNames.FORECAST, forecast, orNone(forecast.getNeeded()), delta, by);
    Integer reached = forecast.getTimestepsReached();
    Integer unreachable = forecast.getTimestepsUnreachable();
    set(EvaluatorMeterNames.FORECAST_TIMESTEPS, forecast, orNone(reached), delta, "reached");
    set(
        EvaluatorMeterNames.FORECAST_TIMESTEPS,
        forecast,
        orNone(unreachable),
        delta,
        "unreachable");
  }

  private static double orNone(@Nullable Number value) {
    return value == null ? Double.NaN : value.doubleValue();
  }

  private void set(MeterName name, Forecast forecast, double value, String... moreTags) {
    set(name, forecast.getRun(), forecast.getMilestone(), value, moreTags);
  }

  private void show(Metric metric) {
    MetricName name = NAMES.get(metric.getMetric());
    if (name == null) {
      return;
    }
    switch (name) {
      case ROBUST_ERROR ->
          set(
              EvaluatorMeterNames.ROBUST_ERROR,
              metric,
              timestep(metric),
              String.valueOf(metric.getDelta()));
      case TAIL_ALARM -> set(EvaluatorMeterNames.TAIL_ALARM, metric, timestep(metric));
      case HELD_OUT_LOSS -> set(EvaluatorMeterNames.HELD_OUT_LOSS, metric, timestep(metric));
      case SLICED_W2 -> set(EvaluatorMeterNames.WASSERSTEIN, metric);
      case SLICED_W2_FLOOR -> set(EvaluatorMeterNames.WASSERSTEIN_FLOOR, metric);
      case MEMORISATION_ALARM -> set(EvaluatorMeterNames.MEMORISATION_ALARM, metric);
      default -> {
        // The rest is for the metric topics: too much, or too fine, for a monitoring system.
      }
    }
  }

  private void set(MeterName name, Metric metric, String... moreTags) {
    set(name, metric.getRun(), metric.getMilestone(), metric.getValue(), moreTags);
  }

  /** Sets a gauge, unless a later milestone has set it: evaluations may be repeated. */
  private void set(MeterName name, String run, long milestone, double value, String... moreTags) {
    String[] tags = new String[moreTags.length + 1];
    tags[0] = run;
    System.arraycopy(moreTags, 0, tags, 1, moreTags.length);
    List<String> series = List.of(name.text(), String.join("/", tags));
    resting.worked(run);
    Map<List<String>, Long> ofRun = newest.computeIfAbsent(run, id -> new ConcurrentHashMap<>());
    if (ofRun.merge(series, milestone, Math::max) <= milestone) {
      meters.set(name, value, tags);
    }
  }

  private static String timestep(Metric metric) {
    return String.valueOf(metric.getTimestep());
  }
}
