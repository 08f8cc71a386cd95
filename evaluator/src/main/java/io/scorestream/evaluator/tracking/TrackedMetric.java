package io.scorestream.evaluator.tracking;

import io.scorestream.events.Metric;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A metric as MLflow has it.
 *
 * @param key name, with what it was measured on, such as {@code robust_error/delta-0.05/k-12}
 * @param timestamp when its record was written, in milliseconds
 * @param step m
 */
record TrackedMetric(String key, double value, long timestamp, long step) {

  /** What MLflow lets a name be of, but for slashes, which part it. */
  private static final String REFUSED = "[^\\w. -]";

  /** The same whenever the same record is read. */
  static TrackedMetric of(Metric metric, long timestamp) {
    return new TrackedMetric(key(metric), metric.getValue(), timestamp, metric.getMilestone());
  }

  /** Whether JSON has such a number. */
  boolean isFinite() {
    return Double.isFinite(value);
  }

  private static String key(Metric metric) {
    StringBuilder key = new StringBuilder(metric.getMetric());
    append(key, "delta", metric.getDelta());
    append(key, "column", metric.getColumn());
    append(key, "shard", metric.getShard());
    if (metric.getTimestep() != null) {
      // Sorted by name, timesteps are then in their order.
      append(key, "k", String.format(Locale.ROOT, "%03d", metric.getTimestep()));
    }
    return key.toString();
  }

  private static void append(StringBuilder key, String name, @Nullable Object of) {
    if (of != null) {
      key.append('/').append(name).append('-').append(of.toString().replaceAll(REFUSED, "_"));
    }
  }
}
