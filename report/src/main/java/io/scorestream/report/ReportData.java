package io.scorestream.report;

import io.scorestream.events.Forecast;
import io.scorestream.events.RunSpec;
import io.scorestream.rows.Rows;
import java.util.List;

/**
 * What a report is made of. Samples are not copied: whoever gives them away leaves them alone.
 *
 * @param run the run's specification
 * @param metrics metrics in any order; those of other runs are left out
 * @param forecasts forecasts in the order in which they came; those of other runs are left out
 * @param generations {@code [n, d]}, samples that the last milestone's models made; may be empty
 * @param real {@code [n', d]}, samples of the data; may be empty
 */
public record ReportData(
    RunSpec run, List<MetricLine> metrics, List<Forecast> forecasts, Rows generations, Rows real) {

  /**
   * @throws IllegalArgumentException when samples have not the run's dimension
   */
  public ReportData {
    metrics = metrics.stream().filter(line -> run.getRun().equals(line.metric().getRun())).toList();
    forecasts =
        forecasts.stream().filter(forecast -> run.getRun().equals(forecast.getRun())).toList();
    generations.requireDimension(run.getDimension());
    real.requireDimension(run.getDimension());
  }

  /** Before anything was forecast. */
  public ReportData(RunSpec run, List<MetricLine> metrics, Rows generations, Rows real) {
    this(run, metrics, List.of(), generations, real);
  }

  /** What the forecasts of the headline error say. */
  public Outlook outlook() {
    return Outlook.of(forecasts, Headline.of(run));
  }

  /** Numbers per sample, d. */
  int dimension() {
    return run.getDimension();
  }

  /** The rows of the run's milestones. */
  List<MilestoneRow> rows() {
    MilestoneTable table = new MilestoneTable(run);
    metrics.forEach(line -> table.add(line.metric()));
    return table.rows();
  }

  /** The curves of the run's timesteps. */
  List<TimestepCurve> curves() {
    return TimestepCurve.of(metrics, Headline.of(run));
  }
}
