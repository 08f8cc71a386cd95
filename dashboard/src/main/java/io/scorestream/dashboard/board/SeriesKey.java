package io.scorestream.dashboard.board;

import io.scorestream.events.Metric;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a series of a run is of. Ordered by metric, level, timestep, column and shard.
 *
 * @param metric name
 * @param delta level of a quantile; {@code null} where it is none
 * @param timestep k in 1..N; {@code null} where it is not of a single one
 * @param column of the data; {@code null} where it is of all
 * @param shard from 0; {@code null} where it is not of a shard
 */
public record SeriesKey(
    String metric,
    @Nullable Double delta,
    @Nullable Integer timestep,
    @Nullable String column,
    @Nullable Integer shard)
    implements Comparable<SeriesKey> {

  private static final Comparator<SeriesKey> ORDER =
      Comparator.comparing(SeriesKey::metric)
          .thenComparing(SeriesKey::delta, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(SeriesKey::timestep, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(SeriesKey::column, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(SeriesKey::shard, Comparator.nullsFirst(Comparator.naturalOrder()));

  static SeriesKey of(Metric metric) {
    return new SeriesKey(
        metric.getMetric(),
        metric.getDelta(),
        metric.getTimestep(),
        metric.getColumn(),
        metric.getShard());
  }

  @Override
  public int compareTo(SeriesKey other) {
    return ORDER.compare(this, other);
  }
}
