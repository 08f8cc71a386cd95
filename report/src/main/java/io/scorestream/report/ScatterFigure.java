package io.scorestream.report;

import io.scorestream.rows.Rows;
import java.awt.Color;
import java.awt.image.BufferedImage;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The first two coordinates of generated and real samples side by side: as many of each, on the
 * same axes, which the real samples set.
 */
final class ScatterFigure {

  private static final int MOST = 4_000;
  private static final int PANEL_HEIGHT = 852;
  private static final int MARKER = 5;
  private static final int ALPHA = 110;

  /** Ranges of up to this ratio are drawn in one scale, in which shapes are what they are. */
  private static final double ALIKE = 8;

  private ScatterFigure() {}

  static BufferedImage draw(ReportData data) {
    int d = data.dimension();
    int n = Math.min(MOST, Math.min(data.generations().count(), data.real().count()));
    Range x = Range.of(data.values(data.real(), 0));
    Range y = Range.of(data.values(data.real(), 1));
    double width = Math.max(x.width(), y.width());
    boolean alike = width <= ALIKE * Math.min(x.width(), y.width());
    Axes axes =
        alike ? new Axes(data, x.widenedTo(width), y.widenedTo(width)) : new Axes(data, x, y);
    String which = d == 2 ? "" : ", coordinates 1 and 2 of " + d;
    return SidePanels.draw(
        "Generated beside real samples%s — run %s".formatted(which, data.run().getRun()),
        axes.panel("generated", data.generations(), n, Palette.BLUE),
        axes.panel("real", data.real(), n, Palette.VERMILLION));
  }

  /** The axes of both panels. */
  private record Axes(ReportData data, Range x, Range y) {

    BufferedImage panel(String name, Rows samples, int n, Color colour) {
      XYChart chart =
          Charts.of(
              Charts.WIDTH / 2,
              PANEL_HEIGHT,
              "%s samples (n = %s)".formatted(name, NumberText.count(n)),
              data.name(0),
              data.name(1));
      chart.getStyler().setLegendVisible(false).setMarkerSize(MARKER);
      chart.getStyler().setXAxisMin(x.low()).setXAxisMax(x.high());
      chart.getStyler().setYAxisMin(y.low()).setYAxisMax(y.high());
      Rows shown = samples.first(n);
      XYSeries series = chart.addSeries(name, data.values(shown, 0), data.values(shown, 1));
      series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
      series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(Palette.faded(colour, ALPHA));
      return BitmapEncoder.getBufferedImage(chart);
    }
  }
}
