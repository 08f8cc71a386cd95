package io.scorestream.report;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.stream.DoubleStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** One-dimensional samples: two densities over each other, in the same bins. */
final class HistogramFigure {

  private static final int ABOUT_BINS = 80;
  private static final double HEADROOM = 1.08;
  private static final int FILL_ALPHA = 60;

  private HistogramFigure() {}

  static BufferedImage draw(ReportData data) {
    double[] values = data.values(data.real(), 0);
    Bins bins = Bins.covering(Range.of(values), ABOUT_BINS);
    double[] real = bins.density(values);
    double[] generated = bins.density(data.values(data.generations(), 0));
    double peak =
        DoubleStream.concat(DoubleStream.of(real), DoubleStream.of(generated)).max().orElseThrow();
    XYChart chart =
        Charts.of(
            Charts.WIDTH,
            Charts.HEIGHT,
            "Generated and real samples — run " + data.run().getRun(),
            "x  (units of the data)",
            "density");
    chart.getStyler().setXAxisMin(bins.low()).setXAxisMax(bins.high());
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(HEADROOM * peak);
    add(chart, "real", data.real().count(), bins, real, Palette.VERMILLION);
    add(chart, "generated", data.generations().count(), bins, generated, Palette.BLUE);
    return BitmapEncoder.getBufferedImage(chart);
  }

  private static void add(
      XYChart chart, String name, int n, Bins bins, double[] density, Color colour) {
    XYSeries series = chart.addSeries(name, bins.outlineX(), bins.outlineY(density));
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area);
    series.setLineColor(colour).setLineStyle(Charts.solid(4));
    series.setMarker(SeriesMarkers.NONE);
    series.setFillColor(Palette.faded(colour, FILL_ALPHA));
    series.setLabel("%s (n = %s)".formatted(name, NumberText.count(n)));
  }
}
