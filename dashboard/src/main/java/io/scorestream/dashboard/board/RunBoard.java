package io.scorestream.dashboard.board;

import static java.util.Objects.requireNonNull;

import io.scorestream.events.DriftState;
import io.scorestream.events.Forecast;
import io.scorestream.events.Metric;
import io.scorestream.events.MilestoneReached;
import io.scorestream.run.Headline;
import io.scorestream.run.RunState;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What there is to see of one run: of the newest incarnation that anything is known of, and nothing
 * of those before it. Guarded by its owner.
 */
final class RunBoard {

  /**
   * Milestones that are awaited at once; a run whose numbers do not come whole waits for no more.
   */
  private static final int MOST_AWAITED = 64;

  private final Map<SeriesKey, Series> series = new HashMap<>();
  private final Map<ForecastKey, Forecast> forecasts = new HashMap<>();
  private final Map<Integer, DriftState> drift = new TreeMap<>();
  private final NavigableMap<Long, BitSet> trained = new TreeMap<>();
  private final NavigableMap<Long, BitSet> evaluated = new TreeMap<>();
  private int incarnation;
  private long version;
  private long lastTail;
  private @Nullable RunState state;
  private @Nullable RunSnapshot snapshot;

  /** Takes what the run is to do now. */
  void state(RunState now) {
    state = now;
    begin(now.incarnation());
  }

  /** Whether an event of this incarnation is to be seen; one of a later one ends those before. */
  boolean begin(int of) {
    if (of > incarnation) {
      incarnation = of;
      series.clear();
      forecasts.clear();
      drift.clear();
      trained.clear();
      evaluated.clear();
      lastTail = 0;
    }
    return of == incarnation;
  }

  int seriesCount() {
    return series.size();
  }

  /** Keeps no more points of any series than that. */
  void thin(int most) {
    series.replaceAll((key, one) -> one.atMost(most));
    snapshot = null;
  }

  /**
   * Takes a number; returns whether its milestone's headline error is whole with it.
   *
   * @param most points of its series
   */
  boolean add(Metric metric, int most) {
    series.compute(
        SeriesKey.of(metric),
        (key, known) ->
            known == null
                ? Series.of(Point.of(metric), metric.getEvidence())
                : known.with(Point.of(metric), metric.getEvidence(), most));
    return state != null
        && Headline.of(state.run().spec()).isCarriedBy(metric)
        && isWhole(
            evaluated,
            metric.getMilestone(),
            requireNonNull(metric.getTimestep()),
            state.run().spec().getTimeGrid().getSteps());
  }

  /** Whether no heavy tail of a milestone, or of a later one, was told of before. */
  boolean isFirstTail(long milestone) {
    boolean isFirst = milestone > lastTail;
    lastTail = Math.max(lastTail, milestone);
    return isFirst;
  }

  /** Takes a shard's milestone; returns whether all shards have come to it with this one. */
  boolean add(MilestoneReached reached) {
    return state != null
        && isWhole(
            trained, reached.getMilestone(), reached.getShard(), state.run().spec().getShards());
  }

  private static boolean isWhole(
      NavigableMap<Long, BitSet> awaited, long milestone, int part, int parts) {
    BitSet there = awaited.computeIfAbsent(milestone, m -> new BitSet());
    boolean isNew = !there.get(part);
    there.set(part);
    if (awaited.size() > MOST_AWAITED) {
      awaited.pollFirstEntry();
    }
    return isNew && there.cardinality() == parts;
  }

  /** Takes a forecast; returns whether it is the headline's and says something new of the run. */
  boolean add(Forecast forecast) {
    ForecastKey key = ForecastKey.of(forecast);
    Forecast before = forecasts.get(key);
    if (before != null && before.getMilestone() > forecast.getMilestone()) {
      return false;
    }
    forecasts.put(key, forecast);
    return state != null
        && key.equals(ForecastKey.whole(Headline.of(state.run().spec())))
        && (before == null || !before.getAdvice().equals(forecast.getAdvice()));
  }

  /** Takes what a shard's watch says; returns whether it has found a change since. */
  boolean add(DriftState now) {
    DriftState before = drift.put(now.getShard(), now);
    return now.getAlarms() > (before == null ? 0 : before.getAlarms());
  }

  /** Says that it has changed. */
  void changed(long now) {
    version = now;
    snapshot = null;
  }

  /** Version of the board when it changed last. */
  long version() {
    return version;
  }

  /** What it is to do; empty where its specification has not come. */
  Optional<RunState> state() {
    return Optional.ofNullable(state);
  }

  /** What there is to see; empty where it is deleted, or its specification has not come. */
  Optional<RunSnapshot> snapshot() {
    RunState now = state;
    if (now == null || now.deleted()) {
      return Optional.empty();
    }
    if (snapshot == null) {
      snapshot =
          new RunSnapshot(
              version,
              now,
              series,
              forecasts,
              List.copyOf(drift.values()),
              HeadlineCurve.of(now.run(), series));
    }
    return Optional.of(snapshot);
  }
}
