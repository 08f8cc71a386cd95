package io.scorestream.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The look that all charts share. */
final class Charts {

  static final int WIDTH = 1600;
  static final int HEIGHT = 1000;

  private static final Color GRID = new Color(0xE3E3E3);
  private static final Color BORDER = new Color(0x9A9A9A);
  private static final int TICK_SPACING = 90;

  private Charts() {}

  /** An empty chart. */
  static XYChart of(int width, int height, String title, String xTitle, String yTitle) {
    XYChart chart =
        new XYChartBuilder()
            .width(width)
            .height(height)
            .title(title)
            .xAxisTitle(xTitle)
            .yAxisTitle(yTitle)
            .build();
    style(chart.getStyler());
    return chart;
  }

  private static void style(XYStyler style) {
    style.setLocale(Locale.ROOT);
    style.setChartBackgroundColor(Color.WHITE).setPlotBackgroundColor(Color.WHITE);
    style.setPlotBorderColor(BORDER);
    style.setChartPadding(24).setChartTitleBoxVisible(false).setChartTitlePadding(14);
    style.setChartTitleFont(font(Font.BOLD, 26));
    style.setLegendFont(font(Font.PLAIN, 20)).setLegendPosition(LegendPosition.OutsideE);
    style.setLegendBorderColor(Color.WHITE).setLegendPadding(14).setLegendSeriesLineLength(36);
    style.setAxisTitleFont(font(Font.PLAIN, 22)).setAxisTitlePadding(14);
    style.setAxisTickLabelsFont(font(Font.PLAIN, 20)).setAxisTickPadding(8);
    style.setAxisTicksMarksVisible(false).setAxisTicksLineVisible(false);
    style.setPlotGridLinesColor(GRID).setPlotGridLinesStroke(new BasicStroke(1f));
    style.setXAxisTickMarkSpacingHint(TICK_SPACING).setYAxisTickMarkSpacingHint(TICK_SPACING);
    style.setPlotMargin(0).setPlotContentSize(1.0);
  }

  /** The font of all text. */
  static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }

  /** Makes a series a line without markers. */
  static void line(XYSeries series, String label, Color colour, BasicStroke stroke) {
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
    series.setMarker(SeriesMarkers.NONE).setLabel(label);
    series.setLineStyle(stroke).setLineColor(colour);
  }

  /** Makes a series a line with a marker at every point. */
  static void markedLine(XYSeries series, String label, Color colour, Marker marker) {
    line(series, label, colour, solid(4));
    series.setMarker(marker).setMarkerColor(colour);
  }

  /** Makes a series the outline of a filled area. */
  static void area(XYSeries series, String label, Color fill) {
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
    series.setFillColor(fill).setLabel(label);
    series.setMarker(SeriesMarkers.NONE).setLineColor(Palette.TRANSPARENT);
  }

  static BasicStroke solid(float width) {
    return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }

  static BasicStroke dashed(float width) {
    return new BasicStroke(
        width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {14, 9}, 0);
  }
}
