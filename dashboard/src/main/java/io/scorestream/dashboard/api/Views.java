package io.scorestream.dashboard.api;

import io.scorestream.dashboard.board.Alarm;
import io.scorestream.dashboard.board.Arrivals;
import io.scorestream.dashboard.board.BoardSnapshot;
import io.scorestream.dashboard.board.Entry;
import io.scorestream.dashboard.board.HeadlineCurve;
import io.scorestream.dashboard.board.HeadlineCurve.Place;
import io.scorestream.dashboard.board.Point;
import io.scorestream.dashboard.board.RunSnapshot;
import io.scorestream.dashboard.board.SeenService;
import io.scorestream.dashboard.board.Series;
import io.scorestream.dashboard.board.SeriesKey;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.events.ColumnKind;
import io.scorestream.events.ImageShape;
import io.scorestream.events.RunSpec;
import io.scorestream.events.ServiceActivity;
import io.scorestream.events.SourceColumn;
import io.scorestream.run.ColumnNames;
import io.scorestream.run.Headline;
import io.scorestream.run.Run;
import io.scorestream.service.http.Json;
import io.scorestream.topics.MetricName;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The JSON objects of the API, as {@code openapi-board.json} describes them. */
final class Views {

  private Views() {}

  record BoardView(
      long version,
      String now,
      boolean caughtUp,
      List<Card> runs,
      List<ServiceView> services,
      long deadLetters,
      boolean draws,
      boolean operate) {

    static BoardView of(BoardSnapshot board, Instant now, Abilities abilities) {
      return new BoardView(
          board.version(),
          now.toString(),
          board.caughtUp(),
          board.runs().stream().map(run -> Card.of(run, board.arrivals())).toList(),
          board.services().stream().map(ServiceView::of).toList(),
          board.deadLetters(),
          abilities.draws(),
          abilities.operate());
    }
  }

  record Card(
      String run,
      String state,
      @Nullable String failure,
      String source,
      @Nullable String law,
      int dimension,
      int timesteps,
      HeadlineView headline,
      List<Double> deltas,
      double target,
      double confidence,
      long milestone,
      @Nullable Long samples,
      @Nullable Double samplesPerSecond,
      Band median,
      WorstBand worst,
      Line slicedRatio,
      @Nullable String forecast,
      List<AlarmView> alarms) {

    private static final SeriesKey SLICED_RATIO =
        new SeriesKey(MetricName.SLICED_W2_RATIO.text(), null, null, null, null);

    static Card of(RunSnapshot run, Map<String, Arrivals> arrivals) {
      RunSpec spec = run.state().run().spec();
      Arrivals come = arrivals.get(spec.getSource());
      return new Card(
          run.id(),
          run.state().word(),
          run.state().failure(),
          spec.getSource(),
          spec.getLaw() == null ? null : spec.getLaw().getName(),
          spec.getDimension(),
          spec.getTimeGrid().getSteps(),
          HeadlineView.of(run.headline()),
          spec.getEvaluation().getDeltas(),
          spec.getEvaluation().getTargetEpsilon(),
          spec.getEvaluation().getConfidence(),
          run.curve().milestone(),
          come == null ? null : come.samples(),
          come == null ? null : Json.finite(come.perSecond()),
          Band.of(run.curve()),
          WorstBand.of(run.curve()),
          Line.of(run.series().get(SLICED_RATIO)),
          run.advice().orElse(null),
          Alarm.of(run).stream().map(AlarmView::of).toList());
    }
  }

  record HeadlineView(String metric, @Nullable Double delta) {

    static HeadlineView of(Headline headline) {
      return new HeadlineView(headline.metric().text(), headline.delta());
    }
  }

  record Band(
      List<Long> milestones,
      List<@Nullable Double> value,
      List<@Nullable Double> low,
      List<@Nullable Double> high) {

    static Band of(HeadlineCurve curve) {
      return new Band(
          milestonesOf(curve),
          part(curve, place -> place.median().value()),
          part(curve, place -> place.median().low()),
          part(curve, place -> place.median().high()));
    }
  }

  record WorstBand(
      List<Long> milestones,
      List<@Nullable Double> value,
      List<@Nullable Double> low,
      List<@Nullable Double> high,
      List<Integer> timestep) {

    static WorstBand of(HeadlineCurve curve) {
      return new WorstBand(
          milestonesOf(curve),
          part(curve, place -> place.worst().value()),
          part(curve, place -> place.worst().low()),
          part(curve, place -> place.worst().high()),
          curve.places().stream().map(Place::worstTimestep).toList());
    }
  }

  private static List<Long> milestonesOf(HeadlineCurve curve) {
    return curve.places().stream().map(Place::milestone).toList();
  }

  private static List<@Nullable Double> part(
      HeadlineCurve curve, ToDoubleFunction<Place> component) {
    return curve.places().stream()
        .map(place -> Json.finite(component.applyAsDouble(place)))
        .toList();
  }

  record Line(List<Long> milestones, List<@Nullable Double> value) {

    static Line of(@Nullable Series series) {
      List<Point> points = series == null ? List.of() : series.points();
      return new Line(
          points.stream().map(Point::milestone).toList(), numbers(points, Point::value));
    }
  }

  private static List<@Nullable Double> numbers(
      List<Point> points, ToDoubleFunction<Point> component) {
    return points.stream().map(point -> Json.finite(component.applyAsDouble(point))).toList();
  }

  record AlarmView(String kind, String text, @Nullable Long milestone, @Nullable Integer timestep) {

    static AlarmView of(Alarm alarm) {
      return new AlarmView(
          Json.name(alarm.kind()), alarm.text(), alarm.milestone(), alarm.timestep());
    }
  }

  record ServiceView(
      String service,
      String instance,
      @Nullable String run,
      String phase,
      @Nullable Long milestone,
      long done,
      long total,
      String unit,
      @Nullable Double rate,
      long behind,
      String at) {

    static ServiceView of(SeenService seen) {
      ServiceActivity activity = seen.activity();
      return new ServiceView(
          activity.getService(),
          activity.getInstance(),
          activity.getRun(),
          activity.getPhase(),
          activity.getMilestone(),
          activity.getDone(),
          activity.getTotal(),
          activity.getUnit(),
          Json.finite(activity.getRate()),
          activity.getBehind(),
          seen.at().toString());
    }
  }

  record RunView(
      long version,
      Card card,
      List<Double> times,
      List<Double> sigmas,
      List<ColumnView> columns,
      @Nullable ImageView image,
      List<Long> milestones,
      List<MetricKind> metrics,
      List<ForecastView> forecasts) {

    static RunView of(RunSnapshot snapshot, long version, Map<String, Arrivals> arrivals) {
      Run run = snapshot.state().run();
      List<Double> times =
          Arrays.stream(run.timesteps()).mapToObj(k -> run.grid().time(k)).toList();
      return new RunView(
          version,
          Card.of(snapshot, arrivals),
          times,
          times.stream().map(OrnsteinUhlenbeck::sigma).toList(),
          columnsOf(run.spec()),
          ImageView.of(run.spec().getImage()),
          snapshot.series().values().stream()
              .flatMap(series -> series.points().stream())
              .map(Point::milestone)
              .sorted()
              .distinct()
              .toList(),
          MetricKind.of(snapshot.series().keySet()),
          ForecastView.of(snapshot.forecasts()));
    }
  }

  record ColumnView(String name, String kind) {}

  static List<ColumnView> columnsOf(RunSpec spec) {
    List<SourceColumn> columns = spec.getColumns();
    return IntStream.range(0, spec.getDimension())
        .mapToObj(
            j ->
                new ColumnView(
                    ColumnNames.of(spec, j),
                    Json.name(
                        columns.isEmpty() ? ColumnKind.CONTINUOUS : columns.get(j).getKind())))
        .toList();
  }

  /**
   * What of a sample is an image.
   *
   * @param first numbers of the sample before the first pixel's
   */
  record ImageView(int height, int width, int channels, int first) {

    static @Nullable ImageView of(@Nullable ImageShape shape) {
      return shape == null
          ? null
          : new ImageView(
              shape.getHeight(), shape.getWidth(), shape.getChannels(), shape.getFirst());
    }
  }

  record SeriesList(long version, List<SeriesView> series) {}

  record SeriesView(
      String metric,
      @Nullable Double delta,
      @Nullable Integer timestep,
      @Nullable String column,
      @Nullable Integer shard,
      List<Long> milestones,
      List<@Nullable Double> value,
      List<@Nullable Double> low,
      List<@Nullable Double> high,
      List<Long> n,
      List<@Nullable String> verdict,
      String evidence,
      List<@Nullable String> leftOut) {

    static SeriesView of(SeriesKey key, Series series) {
      List<Point> points = series.points();
      return new SeriesView(
          key.metric(),
          key.delta(),
          key.timestep(),
          key.column(),
          key.shard(),
          points.stream().map(Point::milestone).toList(),
          numbers(points, Point::value),
          numbers(points, Point::low),
          numbers(points, Point::high),
          points.stream().map(Point::n).toList(),
          points.stream()
              .map(point -> point.verdict() == null ? null : point.verdict().name())
              .toList(),
          Json.name(series.evidence()),
          points.stream().map(Point::leftOut).toList());
    }
  }

  record SamplesView(
      long milestone,
      List<Long> milestones,
      List<String> columns,
      @Nullable ImageView image,
      List<double[]> generated,
      List<double[]> real) {}

  record Events(List<EventView> events, @Nullable Long next) {}

  record EventView(
      long number,
      String at,
      @Nullable String run,
      String kind,
      String text,
      @Nullable Long milestone,
      @Nullable Integer timestep) {

    static EventView of(Entry entry) {
      return new EventView(
          entry.number(),
          entry.at().toString(),
          entry.run(),
          Json.name(entry.kind()),
          entry.text(),
          entry.milestone(),
          entry.timestep());
    }
  }

  record Change(long version, List<String> runs, boolean services) {}

  record Hello(long version) {}
}
