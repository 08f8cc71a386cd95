package io.scorestream.report;

import io.scorestream.events.Metric;
import io.scorestream.events.Verdict;
import io.scorestream.topics.MetricName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * By which power of m the distance W1 falls, beside the power that the dimension of the data gives.
 * Only milestones at which the distance is above the band of its floor say anything of it: what
 * finite sets of any law have does not fall with m. What is fitted is the part above the floor,
 * {@code √(W1² − floor²)}. Repeated metrics change nothing.
 */
final class DistanceSlope {

  /** Of a line with an interval. */
  private static final int FEWEST = 3;

  private static final double TAIL = 0.025;

  private DistanceSlope() {}

  /** Lines of Markdown; none where the dimension is not known. */
  static List<String> lines(Collection<MetricLine> metrics) {
    Map<Long, Metric> dimensions = byMilestone(metrics, MetricName.INTRINSIC_DIMENSION);
    Map<Long, Metric> shapes = byMilestone(metrics, MetricName.W1_SLOPE_SHAPE);
    if (dimensions.isEmpty() || shapes.isEmpty()) {
      return List.of();
    }
    Metric dimension = newest(dimensions);
    Metric shape = newest(shapes);
    Map<Long, Metric> axes = byMilestone(metrics, MetricName.PARTICIPATION_RATIO);
    return List.of(
        ("To nearest neighbours the data has the dimension %s%s. A distance W1 that falls as that"
                + " of m samples kept by heart has the slope %s in m; %s.")
            .formatted(
                NumberText.precise(Estimate.of(dimension)),
                axes.isEmpty()
                    ? ""
                    : ", and %s principal axes carry its variance"
                        .formatted(NumberText.precise(newest(axes).getValue())),
                NumberText.precise(Estimate.of(shape)),
                fitted(metrics, Estimate.of(shape))),
        "");
  }

  private static String fitted(Collection<MetricLine> metrics, Estimate expected) {
    Map<Long, Metric> distances = byMilestone(metrics, MetricName.W1);
    Set<Long> seen =
        distances.values().stream()
            .filter(metric -> metric.getVerdict() == Verdict.DISTINGUISHABLE)
            .map(Metric::getMilestone)
            .collect(Collectors.toSet());
    List<Metric> above =
        byMilestone(metrics, MetricName.W1_EXCESS).values().stream()
            .filter(metric -> seen.contains(metric.getMilestone()))
            .toList();
    if (above.size() < FEWEST) {
      return "what it has is **hidden by the floor** at %s of %s milestones, and no slope is fitted"
          .formatted(distances.size() - above.size(), distances.size());
    }
    PowerLaw law =
        PowerLaw.fit(
            above.stream().mapToDouble(Metric::getMilestone).toArray(),
            above.stream().mapToDouble(Metric::getValue).toArray());
    double width =
        TDistribution.of(law.points() - 2.0).inverseSurvivalProbability(TAIL) * law.slopeError();
    Estimate slope = new Estimate(law.slope(), law.slope() - width, law.slope() + width);
    return "above the floor, at %s of %s milestones, it has %s: %s"
        .formatted(
            above.size(), distances.size(), NumberText.precise(slope), beside(slope, expected));
  }

  private static String beside(Estimate slope, Estimate expected) {
    if (slope.low() > expected.high()) {
      return "**flatter**, so that more data alone hardly helps";
    }
    return slope.high() < expected.low()
        ? "steeper: networks do better than that"
        : "no other, as far as its interval tells";
  }

  private static Map<Long, Metric> byMilestone(Collection<MetricLine> metrics, MetricName name) {
    Map<Long, Metric> found = new TreeMap<>();
    metrics.stream()
        .map(MetricLine::metric)
        .filter(metric -> metric.getMetric().equals(name.text()) && metric.getLeftOut() == null)
        .forEach(metric -> found.put(metric.getMilestone(), metric));
    return found;
  }

  private static Metric newest(Map<Long, Metric> metrics) {
    return List.copyOf(metrics.values()).get(metrics.size() - 1);
  }
}
