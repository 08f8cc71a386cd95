package io.scorestream.local.quickstart;

import io.scorestream.events.ServiceActivity;
import io.scorestream.local.report.MetricLine;
import io.scorestream.local.report.MetricsFiles;
import io.scorestream.local.report.MilestoneRow;
import io.scorestream.local.report.MilestoneTable;
import io.scorestream.local.terminal.ProgressView;
import io.scorestream.local.watch.EventWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes the run's events to the screen and to the report's files. Owned by one thread. */
final class Progress implements EventWatch.Listener {

  private final String run;
  private final long until;
  private final MetricsFiles files;
  private final ProgressView view;
  private final MilestoneTable table;
  private final List<MetricLine> metrics = new ArrayList<>();
  private boolean complete;

  Progress(QuickstartPlan plan, MetricsFiles files, ProgressView view) {
    this.run = plan.run().id();
    this.until = plan.until();
    this.files = files;
    this.view = view;
    this.table = new MilestoneTable(plan.run().spec());
  }

  @Override
  public void metric(MetricLine line) {
    if (!run.equals(line.metric().getRun())) {
      return;
    }
    metrics.add(line);
    files.append(line);
    Optional<MilestoneRow> row = table.add(line.metric());
    row.ifPresent(view::row);
    complete |= row.isPresent() && row.get().milestone() >= until;
  }

  @Override
  public void activity(ServiceActivity activity) {
    view.activity(activity);
  }

  /** Whether the last milestone's row is there. */
  boolean isComplete() {
    return complete;
  }

  /** The run's metrics so far. */
  List<MetricLine> metrics() {
    return List.copyOf(metrics);
  }
}
