package io.scorestream.quickstart;

import io.scorestream.control.watch.EventWatch;
import io.scorestream.events.Forecast;
import io.scorestream.events.ForecastScope;
import io.scorestream.events.Metric;
import io.scorestream.events.ServiceActivity;
import io.scorestream.report.MetricLine;
import io.scorestream.report.MetricsFiles;
import io.scorestream.report.MilestoneRow;
import io.scorestream.report.MilestoneTable;
import io.scorestream.report.terminal.ProgressView;
import io.scorestream.topics.MetricName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes the run's events to the screen and to the report's files. Owned by one thread. */
final class Progress implements EventWatch.Listener {

  private final String run;
  private final long until;
  private final MetricsFiles files;
  private final ProgressView view;
  private final MilestoneTable table;
  private final List<MetricLine> metrics = new ArrayList<>();

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

  /**
   * A number that is forecast.
   *
   * @param delta level of a robust error; {@code null} for a loss
   */
  private record Series(String metric, @Nullable Double delta) {}

  Progress(QuickstartPlan plan, MetricsFiles files, ProgressView view) {
    this.run = plan.run().id();
    this.until = plan.until();
    this.files = files;
    this.view = view;
    this.table = new MilestoneTable(plan.run().spec());
  }

  @Override
  public void metric(String topic, Metric metric) {
    if (!run.equals(metric.getRun())) {
      return;
    }
    MetricLine line = new MetricLine(topic, metric);
    metrics.add(line);
    files.append(line);
    Optional<MilestoneRow> row = table.add(metric);
    row.ifPresent(view::row);
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
  }

  /**
   * Whether the last milestone's row is there, all distances and path errors beside it, and the
   * run's forecast of each number that its timesteps have.
   */
  boolean isComplete() {
    return complete && missing.isEmpty() && forecasts.containsAll(measured);
  }

  /** The run's metrics so far. */
  List<MetricLine> metrics() {
    return List.copyOf(metrics);
  }
}
