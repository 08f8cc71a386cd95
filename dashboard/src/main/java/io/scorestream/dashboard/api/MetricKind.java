package io.scorestream.dashboard.api;

import io.scorestream.dashboard.board.SeriesKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A metric that a run has, at one of its levels.
 *
 * @param metric name
 * @param delta level; {@code null} where it has none
 * @param perTimestep whether timesteps have it
 * @param perColumn whether columns have it
 * @param perShard whether shards have it
 */
record MetricKind(
    String metric,
    @Nullable Double delta,
    boolean perTimestep,
    boolean perColumn,
    boolean perShard) {

  /** Those that series are of, by name and level. */
  static List<MetricKind> of(Collection<SeriesKey> series) {
    List<MetricKind> kinds = new ArrayList<>();
    for (SeriesKey key : series.stream().sorted().toList()) {
      int last = kinds.size() - 1;
      if (last >= 0 && kinds.get(last).has(key)) {
        kinds.set(last, kinds.get(last).with(key));
      } else {
        kinds.add(new MetricKind(key.metric(), key.delta(), false, false, false).with(key));
      }
    }
    return kinds;
  }

  private boolean has(SeriesKey key) {
    return metric.equals(key.metric()) && Objects.equals(delta, key.delta());
  }

  private MetricKind with(SeriesKey key) {
    return new MetricKind(
        metric,
        delta,
        perTimestep || key.timestep() != null,
        perColumn || key.column() != null,
        perShard || key.shard() != null);
  }
}
