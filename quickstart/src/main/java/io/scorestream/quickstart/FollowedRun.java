package io.scorestream.quickstart;

import io.scorestream.events.Metric;
import io.scorestream.report.Alarms;
import io.scorestream.report.MetricLine;
import io.scorestream.report.MetricsFiles;
import io.scorestream.report.MilestoneRow;
import io.scorestream.report.MilestoneTable;
import io.scorestream.run.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is seen of a run while it goes on, in a report of its own. Owned by one thread. */
final class FollowedRun implements AutoCloseable {

  private final Run run;
  private final Path report;
  private final MetricsFiles files;
  private final MilestoneTable table;
  private final Alarms alarms = new Alarms();
  private final List<MetricLine> metrics = new ArrayList<>();
  private long reached;

  /**
   * @param report folder of the report
   */
  FollowedRun(Run run, Path report) {
    this.run = run;
    this.report = report;
    this.files = new MetricsFiles(report);
    this.table = new MilestoneTable(run.spec());
  }

  /** Takes one of its metrics; gives its milestone's row where that is complete with it. */
  Optional<MilestoneRow> add(String topic, Metric metric) {
    MetricLine line = new MetricLine(topic, metric);
    metrics.add(line);
    files.append(line);
    Optional<MilestoneRow> row = table.add(metric);
    row.ifPresent(it -> reached = Math.max(reached, it.milestone()));
    return row;
  }

  /** What one of its metrics, which was added, gives cause to say at once. */
  Optional<String> alarm(Metric metric) {
    return alarms.add(metric);
  }

  Run run() {
    return run;
  }

  /** The largest milestone with a row; 0 for none. */
  long reached() {
    return reached;
  }

  /** Folder of the report. */
  Path report() {
    return report;
  }

  /** The metrics so far. */
  List<MetricLine> metrics() {
    return List.copyOf(metrics);
  }

  @Override
  public void close() {
    files.close();
  }
}
