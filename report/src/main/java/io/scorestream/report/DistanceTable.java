package io.scorestream.report;

import io.scorestream.events.Metric;
import io.scorestream.events.Verdict;
import io.scorestream.topics.MetricName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The distances of the newest milestone's generations, each beside its noise floor, and how close
 * they are to the training samples. Repeated metrics change nothing.
 */
final class DistanceTable {

  /** What people call the distances, by what their metrics are called. */
  private static final List<Row> ROWS =
      List.of(
          new Row(MetricName.W1, "W1, exact"),
          new Row(MetricName.W2, "W2, exact"),
          new Row(MetricName.SLICED_W2, "sliced W2"),
          new Row(MetricName.MAX_SLICED_W2, "max-sliced W2"),
          new Row(MetricName.SINKHORN_W2, "Sinkhorn divergence, root"),
          new Row(MetricName.GAUSSIAN_W2, "W2 of Gaussians (Bures)"));

  private static final Set<String> COLUMNS =
      Set.of(MetricName.WORST_COLUMN.text(), MetricName.WORST_COLUMN_FLOOR.text());

  private final Map<String, Metric> metrics = new HashMap<>();
  private long newest = Long.MIN_VALUE;

  private DistanceTable() {}

  private record Row(MetricName name, String title) {}

  /** The table as lines of Markdown; none where no distance has a verdict or a reason. */
  static List<String> lines(Collection<MetricLine> metrics) {
    DistanceTable table = new DistanceTable();
    metrics.forEach(line -> table.add(line.metric()));
    return table.metrics.isEmpty() ? List.of() : table.lines();
  }

  private void add(Metric metric) {
    boolean isDistance =
        ROWS.stream().anyMatch(row -> metric.getMetric().startsWith(row.name().text()))
            || COLUMNS.contains(metric.getMetric())
            || metric.getMetric().startsWith(MetricName.TRAINING_W2.text())
            || metric.getMetric().equals(MetricName.MEMORISATION_ALARM.text());
    if (!isDistance || metric.getMilestone() < newest) {
      return;
    }
    if (metric.getMilestone() > newest) {
      newest = metric.getMilestone();
      metrics.clear();
    }
    metrics.put(metric.getMetric(), metric);
  }

  private List<String> lines() {
    List<String> rows = new ArrayList<>();
    for (Row row : ROWS) {
      Metric distance = metrics.get(row.name().text());
      if (distance != null && distance.getLeftOut() != null) {
        rows.add(leftOut(row, distance));
      } else if (distance != null && distance.getVerdict() != null) {
        rows.add(line(row, distance, distance.getVerdict()));
      }
    }
    if (rows.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        ("Distances of the generations from the data at m = %s. The floor is the distance between"
                + " two sets of real samples of the same size n, with the band that holds 95 %% of"
                + " them:")
            .formatted(newest));
    lines.add("");
    lines.add("| distance | n | value | floor | ratio | verdict |");
    lines.add("|---|--:|--:|--:|--:|---|");
    lines.addAll(rows);
    lines.add("");
    lines.addAll(exactScore());
    lines.addAll(worstColumn());
    lines.addAll(training());
    return lines;
  }

  private String line(Row row, Metric distance, Verdict verdict) {
    return "| %s | %s | %s | %s | %s | %s |"
        .formatted(
            row.title(),
            distance.getN(),
            NumberText.precise(Estimate.of(distance)),
            NumberText.precise(estimate(row.name().text() + "_floor")),
            NumberText.precise(estimate(row.name().text() + "_ratio").value()),
            verdict == Verdict.INDISTINGUISHABLE
                ? "indistinguishable at this n"
                : verdict.name().toLowerCase(Locale.ROOT));
  }

  private static String leftOut(Row row, Metric distance) {
    return "| %s | %s | – | – | – | left out: %s |"
        .formatted(row.title(), distance.getN(), distance.getLeftOut());
  }

  private List<String> exactScore() {
    Metric exact = metrics.get(MetricName.SLICED_W2_EXACT_SCORE.text());
    Metric floor = metrics.get(MetricName.SLICED_W2_FLOOR.text());
    if (exact == null || floor == null || floor.getHigh() == null) {
      return List.of();
    }
    return List.of(
        "With exact scores the timesteps alone would leave a sliced W2 of %s: %s."
            .formatted(
                NumberText.precise(exact.getValue()),
                exact.getValue() <= floor.getHigh()
                    ? "the grid is fine enough"
                    : "**the grid is too coarse, and no training mends that: more timesteps do**"),
        "");
  }

  private List<String> worstColumn() {
    Metric worst = metrics.get(MetricName.WORST_COLUMN.text());
    if (worst == null) {
      return List.of();
    }
    if (worst.getLeftOut() != null) {
      return List.of("Columns are not compared: %s.".formatted(worst.getLeftOut()), "");
    }
    return List.of(
        ("Column by column, `%s` is the worst: its W1 is %s times what two sets of real samples"
                + " have, where the worst of their columns is at %s: %s.")
            .formatted(
                worst.getColumn(),
                NumberText.precise(worst.getValue()),
                NumberText.precise(estimate(MetricName.WORST_COLUMN_FLOOR.text())),
                worst.getVerdict() == Verdict.INDISTINGUISHABLE
                    ? "indistinguishable at this n"
                    : "**distinguishable**"),
        "");
  }

  private List<String> training() {
    Metric distance = metrics.get(MetricName.TRAINING_W2.text());
    Metric alarm = metrics.get(MetricName.MEMORISATION_ALARM.text());
    if (distance != null && distance.getLeftOut() != null) {
      return List.of(
          "How far they are from the training samples is left out: %s."
              .formatted(distance.getLeftOut()),
          "");
    }
    if (distance == null || alarm == null) {
      return List.of();
    }
    return List.of(
        "From the training samples they lie at W2 = %s, and fresh samples at %s: %s."
            .formatted(
                NumberText.precise(distance.getValue()),
                NumberText.precise(estimate(MetricName.TRAINING_W2_REFERENCE.text())),
                alarm.getValue() > 0
                    ? "**the model repeats what it was trained on**"
                    : "no sign of memorisation"),
        "");
  }

  private Estimate estimate(String name) {
    Metric metric = metrics.get(name);
    return metric == null ? Estimate.UNKNOWN : Estimate.of(metric);
  }
}
