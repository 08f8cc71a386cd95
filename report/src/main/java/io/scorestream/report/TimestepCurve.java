package io.scorestream.report;

import io.scorestream.events.Metric;
import io.scorestream.run.Headline;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * One timestep's headline error at every milestone.
 *
 * @param timestep k
 * @param time τ_k
 * @param errors by m, ascending
 */
record TimestepCurve(int timestep, double time, NavigableMap<Long, Estimate> errors) {

  /** The curves of all timesteps that metrics speak of, in their order. */
  static List<TimestepCurve> of(Collection<MetricLine> lines, Headline headline) {
    NavigableMap<Integer, TimestepCurve> curves = new TreeMap<>();
    for (MetricLine line : lines) {
      Metric metric = line.metric();
      Double time = metric.getTime();
      if (headline.isCarriedBy(metric) && time != null) {
        curves
            .computeIfAbsent(
                metric.getTimestep(),
                timestep -> new TimestepCurve(timestep, time, new TreeMap<>()))
            .errors
            .put(metric.getMilestone(), Estimate.of(metric));
      }
    }
    return List.copyOf(curves.values());
  }

  /** How the error falls with m. */
  PowerLaw powerLaw() {
    return PowerLaw.fit(
        errors.keySet().stream().mapToDouble(Long::doubleValue).toArray(),
        errors.values().stream().mapToDouble(Estimate::value).toArray());
  }
}
