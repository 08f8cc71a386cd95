package io.scorestream.report;

import io.scorestream.events.ColumnKind;
import io.scorestream.events.Forecast;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SourceColumn;
import io.scorestream.rows.Rows;
import io.scorestream.run.ColumnNames;
import io.scorestream.run.Headline;
import java.util.Arrays;
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

  /**
   * A column of samples in the data's units; of categories their numbers.
   *
   * @param samples generations or real ones
   * @param j the column, from 0
   */
  double[] values(Rows samples, int j) {
    List<SourceColumn> columns = run.getColumns();
    boolean itself = columns.isEmpty() || columns.get(j).getKind() == ColumnKind.CATEGORICAL;
    double offset = itself ? 0 : columns.get(j).getOffset();
    double unit = itself ? 1 : columns.get(j).getUnit();
    double[] values = new double[samples.count()];
    Arrays.setAll(values, row -> offset + unit * samples.at(row, j));
    return values;
  }

  /** What a column is called, from 0. */
  String name(int j) {
    return ColumnNames.of(run, j);
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
