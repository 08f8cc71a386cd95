package io.scorestream.dashboard.board;

import static java.util.Objects.requireNonNull;

import io.scorestream.events.DriftState;
import io.scorestream.events.Forecast;
import io.scorestream.events.Metric;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.RunAction;
import io.scorestream.events.RunCommand;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SampleHalf;
import io.scorestream.events.ServiceActivity;
import io.scorestream.events.SourceInfo;
import io.scorestream.run.RunRegister;
import io.scorestream.topics.MetricName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What there is to see: folded from events in the order in which they come, and bounded by what the
 * runs are, not by how long they go on. Where there are so many that all points of their series
 * would be too much, fewer are kept of each. Safe from any thread: what it answers does not change.
 */
public final class Board {

  /** Of the heap points may take a quarter: an evaluator has other things to do. */
  private static final long POINTS =
      Math.min(1 << 22, Runtime.getRuntime().maxMemory() / 4 / Series.POINT_BYTES);

  private final long points;

  private final RunRegister register = new RunRegister();
  private final Map<String, RunBoard> runs = new TreeMap<>();
  private final Map<String, SourceInfo> sources = new HashMap<>();
  private final Map<String, SampleCount> counts = new HashMap<>();
  private final Services services = new Services();
  private final EventLog log = new EventLog();
  private long version;
  private long othersVersion;
  private boolean caughtUp;
  private long deadLetters;
  private int pointsEach = Series.MOST;

  /** An empty one that takes no more of the heap than is its due. */
  public Board() {
    this(POINTS);
  }

  /**
   * @param points of all series, unless they have {@value Series#LEAST} each
   */
  Board(long points) {
    this.points = points;
  }

  /**
   * Takes a run's specification.
   *
   * @throws IllegalArgumentException naming what is wrong with it; it then changes nothing
   */
  public synchronized void published(RunSpec spec, Instant at) {
    if (register.find(spec.getRun()).isPresent()) {
      return;
    }
    register.publish(spec);
    note(at, spec.getRun(), Entry.Kind.RUN_APPLIED, EventTexts.applied(spec), null, null);
    follow(spec.getRun());
  }

  /** Takes a command. */
  public synchronized void commanded(RunCommand command, Instant at) {
    Optional<String> objection = register.command(command);
    if (objection.isPresent() || register.find(command.getRun()).isEmpty()) {
      return;
    }
    boolean isFailure = command.getAction() == RunAction.FAIL;
    note(
        at,
        command.getRun(),
        isFailure ? Entry.Kind.FAILED : Entry.Kind.COMMAND,
        EventTexts.commanded(command),
        command.getMilestone(),
        null);
    follow(command.getRun());
  }

  private void follow(String run) {
    register.find(run).ifPresent(state -> board(run).state(state));
    changed(run);
  }

  /** Takes a number. */
  public synchronized void measured(Metric metric, Instant at) {
    RunBoard board = board(metric.getRun());
    if (!board.begin(metric.getIncarnation())) {
      return;
    }
    int before = board.seriesCount();
    boolean isEvaluated = board.add(metric, pointsEach);
    if (board.seriesCount() > before) {
      fit();
    }
    changed(metric.getRun());
    if (isEvaluated) {
      board
          .snapshot()
          .flatMap(run -> EventTexts.evaluated(run, metric.getMilestone()))
          .ifPresent(
              text ->
                  note(
                      at,
                      metric.getRun(),
                      Entry.Kind.EVALUATED,
                      text,
                      metric.getMilestone(),
                      null));
    }
    if (isNewAlarm(board, metric)) {
      note(
          at,
          metric.getRun(),
          Entry.Kind.ALARM,
          EventTexts.alarm(metric),
          metric.getMilestone(),
          metric.getTimestep());
    }
  }

  private void fit() {
    long series = runs.values().stream().mapToLong(RunBoard::seriesCount).sum();
    while (series * pointsEach > points && pointsEach > Series.LEAST) {
      pointsEach /= 2;
      runs.values().forEach(run -> run.thin(pointsEach));
    }
  }

  /** Of the timesteps of a milestone whose tails are heavy the first is told of. */
  private static boolean isNewAlarm(RunBoard board, Metric metric) {
    if (metric.getValue() != 1) {
      return false;
    }
    if (metric.getMetric().equals(MetricName.MEMORISATION_ALARM.text())) {
      return true;
    }
    return metric.getMetric().equals(MetricName.TAIL_ALARM.text())
        && board.isFirstTail(metric.getMilestone());
  }

  /** Takes a forecast. */
  public synchronized void forecast(Forecast forecast, Instant at) {
    RunBoard board = board(forecast.getRun());
    if (!board.begin(forecast.getIncarnation())) {
      return;
    }
    if (board.add(forecast)) {
      note(
          at,
          forecast.getRun(),
          Entry.Kind.FORECAST,
          forecast.getAdvice(),
          forecast.getMilestone(),
          forecast.getOfTimestep());
    }
    changed(forecast.getRun());
  }

  /** Takes what a shard has come to. */
  public synchronized void reached(MilestoneReached reached, Instant at) {
    RunBoard board = board(reached.getRun());
    if (board.begin(reached.getIncarnation())
        && reached.getHalf() == SampleHalf.BOTH
        && board.add(reached)) {
      note(
          at,
          reached.getRun(),
          Entry.Kind.MILESTONE,
          EventTexts.trained(reached),
          reached.getMilestone(),
          null);
      changed(reached.getRun());
    }
  }

  /** Takes how well a shard foretells what comes. */
  public synchronized void watched(DriftState drift, Instant at) {
    RunBoard board = board(drift.getRun());
    if (!board.begin(drift.getIncarnation())) {
      return;
    }
    if (board.add(drift)) {
      note(
          at,
          drift.getRun(),
          Entry.Kind.ALARM,
          EventTexts.drift(drift),
          drift.getLastAlarm(),
          null);
    }
    changed(drift.getRun());
  }

  /** Takes what a service does. */
  public synchronized void active(ServiceActivity activity, Instant at) {
    if (services.add(activity, at)) {
      note(at, null, Entry.Kind.SERVICE, EventTexts.came(activity), null, null);
    }
    changed();
  }

  /** Takes what a source's samples are; the newest description counts. */
  public synchronized void described(SourceInfo source) {
    sources.put(source.getSource(), source);
    changed();
  }

  /** Counts a record that could not be used. */
  public synchronized void deadLetter() {
    deadLetters++;
    changed();
  }

  /**
   * Takes how many samples a source has.
   *
   * @param nanos the time, as of {@link System#nanoTime}
   */
  public synchronized void counted(String source, long samples, long nanos) {
    if (counts.computeIfAbsent(source, id -> new SampleCount()).add(samples, nanos)) {
      changed();
    }
  }

  /** Lets go of services that are silent by then. */
  public synchronized void passed(Instant now) {
    for (SeenService silent : services.silent(now)) {
      note(now, null, Entry.Kind.SERVICE, EventTexts.silent(silent.activity()), null, null);
      changed();
    }
  }

  /** Says that all is there that the topics held at first. */
  public synchronized void caughtUp() {
    caughtUp = true;
    log.renumber();
    changed();
  }

  /** What there is to see now. */
  public synchronized BoardSnapshot snapshot() {
    Map<String, Arrivals> arrivals = new HashMap<>();
    counts.forEach(
        (source, count) -> arrivals.put(source, new Arrivals(count.samples(), count.perSecond())));
    return new BoardSnapshot(
        version,
        caughtUp,
        runs.values().stream().flatMap(run -> run.snapshot().stream()).toList(),
        services.all(),
        deadLetters,
        arrivals);
  }

  /** Rises with every change. */
  public synchronized long version() {
    return version;
  }

  /** Descriptions of the sources of runs that are there, by their ids. */
  public synchronized Map<String, SourceInfo> sources() {
    Map<String, SourceInfo> used = new TreeMap<>();
    for (RunBoard run : runs.values()) {
      run.state()
          .filter(state -> !state.deleted())
          .map(state -> sources.get(state.run().spec().getSource()))
          .ifPresent(source -> used.put(source.getSource(), source));
    }
    return used;
  }

  /** What happened, the newest first, as {@link EventLog#newest} says. */
  public synchronized List<Entry> events(@Nullable String run, @Nullable Long after, int limit) {
    return log.newest(run, after, limit);
  }

  /**
   * Waits until something has changed since a version.
   *
   * @return empty where nothing has in the time
   */
  public synchronized Optional<Changes> await(long since, long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (version <= since) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return Optional.empty();
      }
      wait(left);
    }
    List<String> changed = new ArrayList<>();
    runs.forEach(
        (id, run) -> {
          if (run.version() > since && run.state().isPresent()) {
            changed.add(id);
          }
        });
    return Optional.of(new Changes(version, changed, othersVersion > since));
  }

  private RunBoard board(String run) {
    return runs.computeIfAbsent(run, id -> new RunBoard());
  }

  private void note(
      Instant at,
      @Nullable String run,
      Entry.Kind kind,
      String text,
      @Nullable Long milestone,
      @Nullable Integer timestep) {
    log.add(Entry.of(at, run, kind, text, milestone, timestep));
  }

  private void changed(String run) {
    version++;
    requireNonNull(runs.get(run)).changed(version);
    notifyAll();
  }

  private void changed() {
    othersVersion = ++version;
    notifyAll();
  }
}
