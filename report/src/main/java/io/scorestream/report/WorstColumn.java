package io.scorestream.report;

import io.scorestream.events.Metric;
import io.scorestream.events.Verdict;

/**
 * The column in which generations are furthest from the data.
 *
 * @param name of the column
 * @param ratio of its distance to what two sets of real samples have
 * @param distinguishable whether that is more than the worst column of real samples has
 */
public record WorstColumn(String name, double ratio, boolean distinguishable) {

  /** What a metric says that names a column. */
  static WorstColumn of(Metric metric) {
    return new WorstColumn(
        String.valueOf(metric.getColumn()),
        metric.getValue(),
        metric.getVerdict() == Verdict.DISTINGUISHABLE);
  }
}
