package io.scorestream.evaluator.work;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The forecast of a timestep's series up to a milestone.
 *
 * @param metric of the series
 * @param delta level of the series, where it has one
 * @param timestep k in 1..N
 */
public record ForecastWork(
    String run,
    int incarnation,
    long milestone,
    long reached,
    String metric,
    @Nullable Double delta,
    int timestep)
    implements RunWork {

  /** Metrics of milestones that come meanwhile go first, but not for ever. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** The same of what has no level. */
  public ForecastWork withoutLevel() {
    return new ForecastWork(run, incarnation, milestone, reached, metric, null, timestep);
  }

  @Override
  public long due() {
    return reached + PATIENCE.toMillis();
  }

  @Override
  public String line() {
    return String.format(Locale.ROOT, "%s/%s/%05d", metric, delta, timestep);
  }
}
