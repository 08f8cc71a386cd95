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

/**
 * How alike the newest milestone's generations and real samples are, by numbers that are no
 * distances, each beside what real samples have. Repeated metrics change nothing.
 */
final class LikenessTable {

  /** What people call the numbers, by what their metrics are called. */
  private static final List<Row> ROWS =
      List.of(
          new Row(MetricName.PRECISION, MetricName.PRECISION_FLOOR, "precision"),
          new Row(MetricName.RECALL, MetricName.RECALL_FLOOR, "recall"),
          new Row(MetricName.DENSITY, MetricName.DENSITY_FLOOR, "density"),
          new Row(MetricName.COVERAGE, MetricName.COVERAGE_FLOOR, "coverage"),
          new Row(
              MetricName.CLASSIFIER_ACCURACY,
              MetricName.CLASSIFIER_ACCURACY_FLOOR,
              "told from real samples by a classifier"),
          new Row(
              MetricName.DCR_SHARE,
              MetricName.DCR_SHARE_FLOOR,
              "closer to training samples than to held-out ones (DCR)"),
          new Row(MetricName.MEAN_ERROR, MetricName.MEAN_ERROR_FLOOR, "error of the mean"),
          new Row(
              MetricName.COVARIANCE_ERROR,
              MetricName.COVARIANCE_ERROR_FLOOR,
              "error of the covariance"),
          new Row(
              MetricName.SKEWNESS_ERROR, MetricName.SKEWNESS_ERROR_FLOOR, "error of the skewness"),
          new Row(
              MetricName.KURTOSIS_ERROR,
              MetricName.KURTOSIS_ERROR_FLOOR,
              "error of the excess kurtosis"));

  private LikenessTable() {}

  private record Row(MetricName name, MetricName floor, String title) {}

  /** The table as lines of Markdown; none where there is no such number. */
  static List<String> lines(Collection<MetricLine> metrics) {
    long newest =
        metrics.stream()
            .map(MetricLine::metric)
            .filter(metric -> ROWS.stream().anyMatch(row -> is(row.name(), metric)))
            .mapToLong(Metric::getMilestone)
            .max()
            .orElse(Long.MIN_VALUE);
    Map<String, Metric> found = new HashMap<>();
    metrics.stream()
        .map(MetricLine::metric)
        .filter(metric -> metric.getMilestone() == newest)
        .forEach(metric -> found.put(metric.getMetric(), metric));
    List<String> rows = ROWS.stream().flatMap(row -> line(row, found).stream()).toList();
    if (rows.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        ("How alike they are at m = %s, by what is no distance. The floor is what real samples have"
                + " in their place. Of classifier and DCR, one half is chance; errors of moments are in"
                + " standard deviations:")
            .formatted(newest));
    lines.add("");
    lines.add("| likeness | n | value | floor | verdict |");
    lines.add("|---|--:|--:|--:|---|");
    lines.addAll(rows);
    lines.add("");
    return lines;
  }

  private static List<String> line(Row row, Map<String, Metric> found) {
    Metric number = found.get(row.name().text());
    if (number == null) {
      return List.of();
    }
    if (number.getLeftOut() != null) {
      return List.of(
          "| %s | %s | – | – | left out: %s |"
              .formatted(row.title(), number.getN(), number.getLeftOut()));
    }
    Metric floor = found.get(row.floor().text());
    return List.of(
        "| %s | %s | %s | %s | %s |"
            .formatted(
                row.title(),
                number.getN(),
                NumberText.precise(Estimate.of(number)),
                NumberText.precise(floor == null ? Estimate.UNKNOWN : Estimate.of(floor)),
                verdict(number)));
  }

  private static String verdict(Metric number) {
    Verdict verdict = number.getVerdict();
    if (verdict == null) {
      return "–";
    }
    return verdict == Verdict.INDISTINGUISHABLE
        ? "indistinguishable at this n"
        : verdict.name().toLowerCase(Locale.ROOT);
  }

  private static boolean is(MetricName name, Metric metric) {
    return name.text().equals(metric.getMetric());
  }
}
