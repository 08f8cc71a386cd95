package io.scorestream.dashboard.board;

import io.scorestream.events.DriftState;
import io.scorestream.events.Verdict;
import io.scorestream.run.Headline;
import io.scorestream.topics.MetricName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Something about a run that people should look at, as it stands now.
 *
 * @param kind what it is
 * @param text for people
 * @param milestone m that it is about; of a change of the stream, the samples before it was found;
 *     {@code null} for none
 * @param timestep the worst that it is about; {@code null} for none
 */
public record Alarm(Kind kind, String text, @Nullable Long milestone, @Nullable Integer timestep) {

  /** What there is to be alarmed about. */
  public enum Kind {
    /** Rare draws have errors of another size. */
    TAIL,
    /** Generations repeat training samples. */
    MEMORISATION,
    /** The stream is not what it was. */
    DRIFT,
    /** The target is surely missed. */
    REFUTED,
    /** The run cannot go on. */
    FAILED
  }

  /** Those of a run; a pure function. */
  public static List<Alarm> of(RunSnapshot run) {
    List<Alarm> alarms = new ArrayList<>();
    String failure = run.state().failure();
    if (failure != null) {
      alarms.add(new Alarm(Kind.FAILED, failure, null, null));
    }
    changed(run, alarms);
    memorised(run, alarms);
    refuted(run, alarms);
    heavyTails(run, alarms);
    return alarms;
  }

  private static void changed(RunSnapshot run, List<Alarm> alarms) {
    run.drift().stream()
        .map(DriftState::getLastAlarm)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .ifPresent(
            at ->
                alarms.add(
                    new Alarm(
                        Kind.DRIFT,
                        String.format(
                            Locale.ROOT, "the stream has changed, found at %,d samples", at),
                        at,
                        null)));
  }

  private static void memorised(RunSnapshot run, List<Alarm> alarms) {
    Series series =
        run.series()
            .get(new SeriesKey(MetricName.MEMORISATION_ALARM.text(), null, null, null, null));
    if (series != null && series.newest().value() == 1) {
      alarms.add(
          new Alarm(
              Kind.MEMORISATION,
              "generations are closer to the training samples than fresh samples are",
              series.newest().milestone(),
              null));
    }
  }

  private static void refuted(RunSnapshot run, List<Alarm> alarms) {
    Headline headline = run.headline();
    List<Newest> missed =
        newest(run, headline.metric(), headline.delta()).stream()
            .filter(each -> each.point().verdict() == Verdict.REFUTED)
            .toList();
    worst(
        missed,
        worst ->
            alarms.add(
                new Alarm(
                    Kind.REFUTED,
                    String.format(
                        Locale.ROOT,
                        "the target is surely missed at %d of %d timesteps",
                        missed.size(),
                        run.state().run().timesteps().length),
                    worst.point().milestone(),
                    worst.timestep())));
  }

  private static void heavyTails(RunSnapshot run, List<Alarm> alarms) {
    List<Newest> heavy =
        newest(run, MetricName.TAIL_ALARM, null).stream()
            .filter(each -> each.point().value() == 1)
            .toList();
    worst(
        heavy,
        first ->
            alarms.add(
                new Alarm(
                    Kind.TAIL,
                    String.format(
                        Locale.ROOT,
                        "rare draws have errors of another size at %d of %d timesteps",
                        heavy.size(),
                        run.state().run().timesteps().length),
                    first.point().milestone(),
                    first.timestep())));
  }

  private record Newest(int timestep, Point point) {}

  /** The first of those whose number is the largest. */
  private static void worst(List<Newest> found, Consumer<Newest> told) {
    found.stream()
        .max(
            Comparator.comparingDouble((Newest each) -> each.point().value())
                .thenComparing(Comparator.comparingInt(Newest::timestep).reversed()))
        .ifPresent(told);
  }

  private static List<Newest> newest(RunSnapshot run, MetricName metric, @Nullable Double delta) {
    List<Newest> newest = new ArrayList<>();
    for (int k : run.state().run().timesteps()) {
      Series series = run.series().get(new SeriesKey(metric.text(), delta, k, null, null));
      if (series != null) {
        newest.add(new Newest(k, series.newest()));
      }
    }
    return newest;
  }
}
