package io.scorestream.report;

import io.scorestream.diffusion.forecast.ErrorTrend;
import io.scorestream.diffusion.forecast.Interval;
import io.scorestream.diffusion.forecast.MilestoneError;
import io.scorestream.diffusion.forecast.SampleForecast;
import io.scorestream.events.Forecast;
import io.scorestream.events.ForecastScope;
import io.scorestream.run.Headline;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The errors of the worst and the middle timestep, what they will be up to ten times the newest m,
 * and the target.
 */
final class ForecastFigure {

  private static final int POINTS = 24;
  private static final int BAND_ALPHA = 60;

  private ForecastFigure() {}

  /**
   * One timestep.
   *
   * @param label what it is
   * @param curve its errors
   * @param ahead what they will be, by m from the newest on
   */
  private record Course(
      String label, Color colour, TimestepCurve curve, Map<Long, Interval> ahead) {

    double[] values(ToDoubleFunction<Interval> end) {
      return ahead.values().stream().mapToDouble(end).toArray();
    }
  }

  /** The picture; empty when there is no forecast of a robust error. */
  static Optional<BufferedImage> draw(ReportData data) {
    Outlook outlook = data.outlook();
    List<Course> courses = new ArrayList<>();
    if (Headline.of(data.run()).isRobustError()) {
      outlook.whole().forEach(whole -> course(data, whole).ifPresent(courses::add));
    }
    return courses.isEmpty()
        ? Optional.empty()
        : Optional.of(BitmapEncoder.getBufferedImage(chart(data, courses)));
  }

  private static XYChart chart(ReportData data, List<Course> courses) {
    double target = data.run().getEvaluation().getTargetEpsilon();
    String symbol = Headline.of(data.run()).symbol();
    Course any = courses.get(0);
    List<Long> sizes = new ArrayList<>(any.curve().errors().keySet());
    sizes.addAll(any.ahead().keySet());
    XYChart chart =
        MilestoneAxis.chart(
            "%s, measured and forecast — run %s".formatted(symbol, data.run().getRun()),
            symbol + "  (score error, in units of 1/σ_t)",
            sizes,
            DoubleStream.concat(
                    DoubleStream.of(target), courses.stream().flatMapToDouble(ForecastFigure::ends))
                .toArray());
    String coverage = NumberText.brief(100 * data.run().getEvaluation().getConfidence()) + " %";
    courses.forEach(course -> add(chart, course, coverage));
    double first = sizes.get(0);
    double last = sizes.get(sizes.size() - 1);
    Charts.line(
        chart.addSeries(
            "target",
            new double[] {MilestoneAxis.place(first), MilestoneAxis.place(last)},
            new double[] {target, target}),
        "target " + NumberText.brief(target),
        Palette.VERMILLION,
        Charts.dashed(4));
    return chart;
  }

  private static void add(XYChart chart, Course course, String coverage) {
    double[] there = MilestoneAxis.places(course.ahead().keySet());
    double[] back = reversed(there);
    Charts.area(
        chart.addSeries(
            course.label() + " band",
            joined(there, back),
            joined(course.values(Interval::low), reversed(course.values(Interval::high)))),
        coverage + " forecast",
        Palette.faded(course.colour(), BAND_ALPHA));
    Charts.line(
        chart.addSeries(course.label() + " ahead", there, course.values(Interval::value)),
        "as likely as not",
        course.colour(),
        Charts.dashed(3));
    var errors = MilestoneAxis.positive(course.curve().errors());
    Charts.markedLine(
        chart.addSeries(
            course.label(),
            MilestoneAxis.places(errors.keySet()),
            errors.values().stream().mapToDouble(Estimate::value).toArray()),
        course.label(),
        course.colour(),
        SeriesMarkers.CIRCLE);
  }

  private static Optional<Course> course(ReportData data, Forecast whole) {
    boolean worst = whole.getScope() == ForecastScope.WORST_TIMESTEP;
    return data.curves().stream()
        .filter(curve -> Objects.equals(curve.timestep(), whole.getOfTimestep()))
        .findFirst()
        .flatMap(
            curve ->
                trend(curve, data.run().getEvaluation().getConfidence())
                    .map(
                        trend ->
                            new Course(
                                "%s, k = %s"
                                    .formatted(worst ? "worst" : "middle", curve.timestep()),
                                worst ? Palette.BLUE : Palette.BLACK,
                                curve,
                                ahead(trend))));
  }

  private static Optional<ErrorTrend> trend(TimestepCurve curve, double confidence) {
    return ErrorTrend.ifEnough(
        curve.errors().entrySet().stream()
            .map(
                entry ->
                    new MilestoneError(
                        entry.getKey(),
                        entry.getValue().value(),
                        or(entry.getValue().low(), 0),
                        or(entry.getValue().high(), Double.POSITIVE_INFINITY)))
            .toList(),
        confidence);
  }

  private static double or(double end, double open) {
    return Double.isNaN(end) ? open : end;
  }

  private static Map<Long, Interval> ahead(ErrorTrend trend) {
    Map<Long, Interval> ahead = new TreeMap<>();
    for (int i = 0; i <= POINTS; i++) {
      double m = trend.newest() * Math.pow(SampleForecast.TENFOLD, i / (double) POINTS);
      ahead.put(Math.round(m), trend.errorAt(m));
    }
    return new LinkedHashMap<>(ahead);
  }

  private static DoubleStream ends(Course course) {
    return DoubleStream.concat(
        MilestoneAxis.positive(course.curve().errors()).values().stream()
            .mapToDouble(Estimate::value),
        course.ahead().values().stream()
            .flatMapToDouble(interval -> DoubleStream.of(interval.low(), interval.high())));
  }

  private static double[] reversed(double[] values) {
    double[] reversed = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      reversed[i] = values[values.length - 1 - i];
    }
    return reversed;
  }

  private static double[] joined(double[] first, double[] second) {
    return DoubleStream.concat(DoubleStream.of(first), DoubleStream.of(second)).toArray();
  }
}
