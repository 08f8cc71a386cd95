package io.scorestream.report;

import io.scorestream.events.Metric;
import io.scorestream.events.RunSpec;
import io.scorestream.run.Headline;
import io.scorestream.topics.MetricName;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gathers a run's metrics into a row per milestone. Owned by one thread.
 *
 * <p>A row is complete when the losses and headline errors of all timesteps, the sliced W2, its
 * floor, the worst column of data with columns, and the training times of all shards are there. A
 * distance that is left out is awaited no longer. Metrics that come twice change nothing.
 */
public final class MilestoneTable {

  private final String run;
  private final int timesteps;
  private final int shards;
  private final boolean hasColumns;
  private final Headline headline;
  private final NavigableMap<Long, Cells> milestones = new TreeMap<>();

  /**
   * @param run whose metrics these are; those of other runs are ignored
   */
  public MilestoneTable(RunSpec run) {
    this.run = run.getRun();
    this.timesteps = run.getTimeGrid().getSteps();
    this.shards = run.getShards();
    this.hasColumns = !run.getColumns().isEmpty();
    this.headline = Headline.of(run);
  }

  /** Takes a metric; gives its milestone's row when this metric was the last that it lacked. */
  public Optional<MilestoneRow> add(Metric metric) {
    if (!run.equals(metric.getRun())) {
      return Optional.empty();
    }
    Cells cells = milestones.computeIfAbsent(metric.getMilestone(), m -> new Cells());
    boolean before = isComplete(cells);
    cells.put(metric, headline);
    if (hasColumns) {
      cells.putColumn(metric);
    }
    return !before && isComplete(cells)
        ? Optional.of(cells.row(metric.getMilestone()))
        : Optional.empty();
  }

  /** All rows by m, incomplete ones too. */
  public List<MilestoneRow> rows() {
    return milestones.entrySet().stream()
        .map(entry -> entry.getValue().row(entry.getKey()))
        .toList();
  }

  private boolean isComplete(Cells cells) {
    return cells.errors.size() == timesteps
        && cells.losses.size() == timesteps
        && ((cells.slicedW2.isKnown() && cells.floor.isKnown())
            || cells.leftOut.contains(MetricName.SLICED_W2.text()))
        && (cells.worstColumn.isPresent()
            || !hasColumns
            || cells.leftOut.contains(MetricName.WORST_COLUMN.text()))
        && cells.seconds.size() == shards;
  }

  /** What is known of one milestone. */
  private static final class Cells {
    private final Map<Integer, Estimate> errors = new TreeMap<>();
    private final Map<Integer, Double> losses = new TreeMap<>();
    private final Map<Integer, Double> seconds = new TreeMap<>();
    private Estimate slicedW2 = Estimate.UNKNOWN;
    private Estimate floor = Estimate.UNKNOWN;
    private Optional<WorstColumn> worstColumn = Optional.empty();
    private final Set<String> leftOut = new HashSet<>();

    void put(Metric metric, Headline headline) {
      if (metric.getLeftOut() != null) {
        leftOut.add(metric.getMetric());
      } else if (headline.isCarriedBy(metric)) {
        errors.put(metric.getTimestep(), Estimate.of(metric));
      } else if (is(MetricName.NOISE_PREDICTION_LOSS, metric) && metric.getTimestep() != null) {
        losses.put(metric.getTimestep(), metric.getValue());
      } else if (is(MetricName.SLICED_W2, metric)) {
        slicedW2 = Estimate.of(metric);
      } else if (is(MetricName.SLICED_W2_FLOOR, metric)) {
        floor = Estimate.of(metric);
      } else if (is(MetricName.TRAINING_SECONDS, metric)) {
        seconds.put(metric.getShard(), metric.getValue());
      }
    }

    void putColumn(Metric metric) {
      if (is(MetricName.WORST_COLUMN, metric) && metric.getLeftOut() == null) {
        worstColumn = Optional.of(WorstColumn.of(metric));
      }
    }

    MilestoneRow row(long milestone) {
      Optional<Map.Entry<Integer, Estimate>> worst =
          errors.entrySet().stream()
              .max(Comparator.comparingDouble(entry -> entry.getValue().value()));
      return new MilestoneRow(
          milestone,
          Medians.of(losses.values().stream().mapToDouble(Double::doubleValue).toArray()),
          Estimate.median(errors.values()),
          worst.map(Map.Entry::getValue).orElse(Estimate.UNKNOWN),
          worst.map(Map.Entry::getKey).orElse(0),
          slicedW2,
          floor,
          seconds.isEmpty()
              ? Double.NaN
              : seconds.values().stream().mapToDouble(Double::doubleValue).sum(),
          worstColumn);
    }

    private static boolean is(MetricName name, Metric metric) {
      return name.text().equals(metric.getMetric());
    }
  }
}
