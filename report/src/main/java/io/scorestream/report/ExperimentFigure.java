package io.scorestream.report;

import io.scorestream.experiments.result.Curve;
import io.scorestream.experiments.result.Curve.Point;
import io.scorestream.experiments.result.Figure;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws an experiment's figure; points that a logarithmic scale cannot show are left out. */
final class ExperimentFigure {

  private static final double HEADROOM = 0.05;
  private static final double DECADES_TO_LABEL_ALONE = 30;
  private static final int MARKER_SIZE = 13;

  private ExperimentFigure() {}

  static BufferedImage draw(Figure figure) {
    XYChart chart =
        Charts.of(
            Charts.WIDTH, Charts.HEIGHT, figure.title(), figure.x().title(), figure.y().title());
    chart.getStyler().setMarkerSize(MARKER_SIZE);
    scale(chart.getStyler(), figure);
    for (int i = 0; i < figure.curves().size(); i++) {
      Curve curve = figure.curves().get(i);
      List<Point> shown = shown(figure, curve);
      if (!shown.isEmpty()) {
        add(chart, "curve " + i, curve, shown);
      }
    }
    return BitmapEncoder.getBufferedImage(chart);
  }

  private static List<Point> shown(Figure figure, Curve curve) {
    return curve.points().stream()
        .filter(point -> point.x() > 0 || !figure.x().logarithmic())
        .filter(point -> point.y() > 0 || !figure.y().logarithmic())
        .toList();
  }

  private static void scale(XYStyler style, Figure figure) {
    double[] x = range(figure, figure.x(), Point::x);
    double[] y = range(figure, figure.y(), Point::y);
    style.setXAxisLogarithmic(figure.x().logarithmic()).setXAxisMin(x[0]).setXAxisMax(x[1]);
    style.setYAxisLogarithmic(figure.y().logarithmic()).setYAxisMin(y[0]).setYAxisMax(y[1]);
    style.setXAxisLogarithmicDecadeOnly(x[1] > DECADES_TO_LABEL_ALONE * x[0]);
    style.setYAxisLogarithmicDecadeOnly(y[1] > DECADES_TO_LABEL_ALONE * y[0]);
    style.setXAxisTickLabelsFormattingFunction(ExperimentFigure::label);
    style.setYAxisTickLabelsFormattingFunction(ExperimentFigure::label);
  }

  private static double[] range(
      Figure figure, Figure.Axis axis, ToDoubleFunction<Point> coordinate) {
    DoubleStream all =
        figure.curves().stream()
            .flatMap(curve -> shown(figure, curve).stream())
            .mapToDouble(coordinate);
    var statistics = all.summaryStatistics();
    double low = statistics.getMin();
    double high = statistics.getMax();
    if (axis.logarithmic()) {
      double room = high > low ? Math.pow(high / low, HEADROOM) : 2;
      return new double[] {low / room, high * room};
    }
    double room = high > low ? HEADROOM * (high - low) : 1;
    return new double[] {low - room, high + room};
  }

  private static void add(XYChart chart, String id, Curve curve, List<Point> points) {
    double[] x = points.stream().mapToDouble(Point::x).toArray();
    double[] y = points.stream().mapToDouble(Point::y).toArray();
    Color colour = Palette.family(curve.family());
    XYSeries series = chart.addSeries(id, x, y);
    switch (curve.style()) {
      case MARKERS -> {
        Charts.markedLine(series, curve.label(), colour, SeriesMarkers.CIRCLE);
        series.setLineColor(Palette.TRANSPARENT);
      }
      case MARKED_LINE -> Charts.markedLine(series, curve.label(), colour, SeriesMarkers.CIRCLE);
      case LINE -> Charts.line(series, curve.label(), colour, Charts.solid(2));
      case DASHED -> Charts.line(series, curve.label(), colour, Charts.dashed(3));
    }
    series.setShowInLegend(!curve.label().isEmpty());
  }

  private static String label(double value) {
    double size = Math.abs(value);
    return size >= 1000 ? NumberText.count(Math.round(value)) : NumberText.brief(value);
  }
}
