package io.scorestream.run;

import io.scorestream.events.Forecast;
import io.scorestream.events.Metric;
import io.scorestream.events.RunSpec;
import io.scorestream.topics.MetricName;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one error per timestep by which a run is shown: the robust score error where the law is
 * known, the loss on held-out samples where it is not.
 *
 * @param metric its name
 * @param delta its level, or {@code null} where it has none
 */
public record Headline(MetricName metric, @Nullable Double delta) {

  private static final double LEVEL = 0.05;

  /** The headline of a run: at level 0.05, or at the largest of its levels if that is not one. */
  public static Headline of(RunSpec run) {
    if (run.getLaw() == null) {
      return new Headline(MetricName.HELD_OUT_LOSS, null);
    }
    return new Headline(MetricName.ROBUST_ERROR, level(run.getEvaluation().getDeltas()));
  }

  static double level(List<Double> levels) {
    return levels.contains(LEVEL) ? LEVEL : Collections.max(levels);
  }

  /** Whether an event carries it, for some timestep. */
  public boolean isCarriedBy(Metric event) {
    return metric.text().equals(event.getMetric())
        && Objects.equals(delta, event.getDelta())
        && event.getTimestep() != null;
  }

  /** Whether it is what a forecast is of. */
  public boolean isForecastBy(Forecast event) {
    return metric.text().equals(event.getMetric()) && Objects.equals(delta, event.getDelta());
  }

  /** Whether it is a robust error, which theory expects to fall as the root of m. */
  public boolean isRobustError() {
    return metric == MetricName.ROBUST_ERROR;
  }

  /** How people write it: {@code σ_t·D^0.05} or {@code held-out loss}. */
  public String symbol() {
    return isRobustError() ? "σ_t·D^" + delta : "held-out loss";
  }
}
