package io.scorestream.quickstart;

import io.scorestream.control.watch.EventWatch;
import io.scorestream.events.Forecast;
import io.scorestream.events.ForecastScope;
import io.scorestream.events.ForecastStatus;
import io.scorestream.events.Metric;
import io.scorestream.events.ServiceActivity;
import io.scorestream.report.MilestoneRow;
import io.scorestream.report.terminal.ProgressView;
import io.scorestream.run.Headline;
import io.scorestream.topics.MetricName;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes the events of all runs of a folder to the screen and to their reports, and says how far one
 * of them is on the way to its goal, and when it is there. Owned by one thread.
 */
final class Progress implements EventWatch.Listener {

  private final String run;
  private final long until;
  private final Map<String, FollowedRun> runs;
  private final ProgressView view;
  private final Headline headline;
  private final TimeLeft left;

  /** What is said of the last milestone only when all else has been. */
  private final Set<String> missing =
      new HashSet<>(
          Set.of(MetricName.EVALUATION_SECONDS.text(), MetricName.DISTANCE_SECONDS.text()));

  private static final Set<String> FORECAST =
      Set.of(MetricName.ROBUST_ERROR.text(), MetricName.HELD_OUT_LOSS.text());

  /** What was measured of the last milestone's timesteps that the run is forecast by. */
  private final Set<Series> measured = new HashSet<>();

  private final Set<Series> forecasts = new HashSet<>();

  /** The newest milestone of which a forecast was shown. */
  private long foretold;

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
    this.headline = Headline.of(plan.run().spec());
    this.left = new TimeLeft(plan.run(), plan.until());
  }

  @Override
  public void metric(String topic, Metric metric) {
    FollowedRun followed = runs.get(metric.getRun());
    if (followed == null) {
      return;
    }
    Optional<MilestoneRow> row = followed.add(topic, metric);
    row.ifPresent(it -> view.row(followed.run().spec(), it));
    followed.alarm(metric).ifPresent(it -> view.message(named("alarm: " + it, followed)));
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
    row.ifPresent(it -> left.reached(it.milestone(), System.nanoTime()));
    complete |= row.isPresent() && row.get().milestone() >= until;
  }

  /** With the run's name, where it is not the one that this is about. */
  private String named(String text, FollowedRun followed) {
    return followed.run().id().equals(run) ? text : followed.run().id() + ": " + text;
  }

  /** Says how far the run is. */
  void tell() {
    FollowedRun own = Objects.requireNonNull(runs.get(run));
    Optional<Duration> rest = complete ? Optional.empty() : left.at(System.nanoTime());
    view.status(
        "m = %s of %s%s"
            .formatted(
                own.reached(),
                until,
                rest.map(it -> ", about " + TimeLeft.words(it) + " left").orElse("")));
  }

  @Override
  public void forecast(String topic, Forecast forecast) {
    if (run.equals(forecast.getRun()) && headline.isForecastBy(forecast)) {
      sayOnce(forecast);
    }
    if (run.equals(forecast.getRun())
        && forecast.getMilestone() >= until
        && forecast.getScope() == ForecastScope.WORST_TIMESTEP) {
      forecasts.add(new Series(forecast.getMetric(), forecast.getDelta()));
    }
  }

  private void sayOnce(Forecast forecast) {
    boolean isOfAll = forecast.getScope() == ForecastScope.WORST_TIMESTEP;
    boolean says = forecast.getStatus() != ForecastStatus.TOO_FEW_MILESTONES;
    if (isOfAll && says && forecast.getMilestone() > foretold && forecast.getMilestone() < until) {
      foretold = forecast.getMilestone();
      view.message("at m = %s: %s".formatted(foretold, forecast.getAdvice()));
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
