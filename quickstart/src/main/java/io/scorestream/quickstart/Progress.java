package io.scorestream.quickstart;

import io.scorestream.control.watch.EventWatch;
import io.scorestream.events.Forecast;
import io.scorestream.events.ForecastScope;
import io.scorestream.events.Metric;
import io.scorestream.events.ServiceActivity;
import io.scorestream.report.MilestoneRow;
import io.scorestream.report.terminal.ProgressView;
import io.scorestream.topics.MetricName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes the events of all runs of a folder to the screen and to their reports, and says when one of
 * them has come to its goal. Owned by one thread.
 */
final class Progress implements EventWatch.Listener {

  private final String run;
  private final long until;
  private final Map<String, FollowedRun> runs;
  private final ProgressView view;

  /** What is said of the last milestone only when all else has been. */
  private final Set<String> missing =
      new HashSet<>(
          Set.of(MetricName.EVALUATION_SECONDS.text(), MetricName.DISTANCE_SECONDS.text()));

  private static final Set<String> FORECAST =
      Set.of(MetricName.ROBUST_ERROR.text(), MetricName.HELD_OUT_LOSS.text());

  /** What was measured of the last milestone's timesteps that the run is forecast by. */
  private final Set<Series> measured = new HashSet<>();

  private final Set<Series> forecasts = new HashSet<>();

  private boolean complete;
  private boolean failed;

  /**
   * A number that is forecast.
   *
   * @param delta level of a robust error; {@code null} for a loss
   */
  private record Series(String metric, @Nullable Double delta) {}

  /**
   * @param plan says which run has a goal, and which
   * @param followed that run and the others
   */
  Progress(QuickstartPlan plan, List<FollowedRun> followed, ProgressView view) {
    this.run = plan.run().id();
    this.until = plan.until();
    this.runs = followed.stream().collect(Collectors.toMap(it -> it.run().id(), it -> it));
    this.view = view;
  }

  @Override
  public void metric(String topic, Metric metric) {
    FollowedRun followed = runs.get(metric.getRun());
    if (followed == null) {
      return;
    }
    Optional<MilestoneRow> row = followed.add(topic, metric);
    row.ifPresent(it -> view.row(followed.run().spec(), it));
    if (run.equals(metric.getRun())) {
      approach(metric, row);
    }
  }

  private void approach(Metric metric, Optional<MilestoneRow> row) {
    if (metric.getMilestone() >= until) {
      missing.remove(metric.getMetric());
      if (metric.getTimestep() != null && FORECAST.contains(metric.getMetric())) {
        measured.add(new Series(metric.getMetric(), metric.getDelta()));
      }
    }
    complete |= row.isPresent() && row.get().milestone() >= until;
  }

  @Override
  public void forecast(String topic, Forecast forecast) {
    if (run.equals(forecast.getRun())
        && forecast.getMilestone() >= until
        && forecast.getScope() == ForecastScope.WORST_TIMESTEP) {
      forecasts.add(new Series(forecast.getMetric(), forecast.getDelta()));
    }
  }

  @Override
  public void activity(ServiceActivity activity) {
    view.activity(activity);
    failed |= "failed".equals(activity.getPhase()) && run.equals(activity.getRun());
  }

  /** Whether a trainer has said that the run cannot go on. */
  boolean isFailed() {
    return failed;
  }

  /**
   * Whether the goal is reached: the last milestone's row is there, all distances and path errors
   * beside it, and the run's forecast of each number that its timesteps have.
   */
  boolean isComplete() {
    return complete && missing.isEmpty() && forecasts.containsAll(measured);
  }
}
