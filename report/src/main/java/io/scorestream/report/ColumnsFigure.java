package io.scorestream.report;

import io.scorestream.events.ColumnKind;
import io.scorestream.events.SourceColumn;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A table's columns, each in a panel and in units of its own: the distributions of generated and of
 * real samples over each other. The worst column comes first.
 */
final class ColumnsFigure {

  private static final int ACROSS = 4;
  private static final int DOWN = 3;
  private static final int TOP = 112;
  private static final int PADDING = 10;
  private static final int LABELS = 22;
  private static final int LEAST_LABEL = 40;
  private static final int ABOUT_BINS = 40;
  private static final int FILL_ALPHA = 60;
  private static final double HEADROOM = 1.08;

  private ColumnsFigure() {}

  static BufferedImage draw(ReportData data) {
    BufferedImage page = new BufferedImage(Charts.WIDTH, Charts.HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = page.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, Charts.WIDTH, Charts.HEIGHT);
    List<Integer> shown = shown(data);
    int d = data.dimension();
    SidePanels.text(
        graphics,
        "Generated beside real samples, %s — run %s"
            .formatted(
                shown.size() == d
                    ? "column by column"
                    : shown.size() + " of " + d + " columns, the worst first",
                data.run().getRun()),
        Font.BOLD,
        26,
        Charts.WIDTH / 2,
        52);
    legend(graphics, "real", data.real().count(), Palette.VERMILLION, Charts.WIDTH / 3);
    legend(graphics, "generated", data.generations().count(), Palette.BLUE, Charts.WIDTH * 2 / 3);
    int width = Charts.WIDTH / ACROSS;
    int height = (Charts.HEIGHT - TOP) / DOWN;
    for (int i = 0; i < shown.size(); i++) {
      graphics.drawImage(
          panel(data, shown.get(i), width, height),
          i % ACROSS * width,
          TOP + i / ACROSS * height,
          null);
    }
    graphics.dispose();
    return page;
  }

  /** The columns that have room, by their place among all. */
  static List<Integer> shown(ReportData data) {
    List<SourceColumn> columns = data.run().getColumns();
    List<Integer> order = new ArrayList<>(IntStream.range(0, columns.size()).boxed().toList());
    worst(data)
        .flatMap(
            name -> order.stream().filter(j -> columns.get(j).getName().equals(name)).findFirst())
        .ifPresent(
            j -> {
              order.remove(j);
              order.add(0, j);
            });
    return order.subList(0, Math.min(ACROSS * DOWN, order.size()));
  }

  private static Optional<String> worst(ReportData data) {
    List<MilestoneRow> rows = data.rows();
    return rows.isEmpty()
        ? Optional.empty()
        : rows.get(rows.size() - 1).worstColumn().map(WorstColumn::name);
  }

  private static void legend(Graphics2D graphics, String name, int n, Color colour, int x) {
    String text = "%s (n = %s)".formatted(name, NumberText.count(n));
    SidePanels.text(graphics, text, Font.PLAIN, 20, x, 92);
    graphics.setColor(colour);
    graphics.fillRect(x - graphics.getFontMetrics().stringWidth(text) / 2 - 48, 82, 36, 6);
  }

  private static BufferedImage panel(ReportData data, int j, int width, int height) {
    SourceColumn column = data.run().getColumns().get(j);
    double[] real = data.values(data.real(), j);
    double[] generated = data.values(data.generations(), j);
    Bins bins = bins(column, real, generated);
    double[] realDensity = bins.density(real);
    double[] generatedDensity = bins.density(generated);
    int room = bins.isAroundWholeNumbers() ? LABELS : 0;
    XYChart chart = Charts.of(width, height - room, column.getName(), "", "");
    chart.getStyler().setLegendVisible(false).setChartPadding(PADDING);
    chart.getStyler().setChartTitleFont(Charts.font(Font.BOLD, 18)).setChartTitlePadding(4);
    chart.getStyler().setAxisTickLabelsFont(Charts.font(Font.PLAIN, 14));
    double margin = bins.isAroundWholeNumbers() ? 0.5 : 0;
    chart.getStyler().setXAxisMin(bins.low() - margin).setXAxisMax(bins.high() + margin);
    double peak =
        DoubleStream.concat(DoubleStream.of(realDensity), DoubleStream.of(generatedDensity))
            .max()
            .orElseThrow();
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(HEADROOM * peak);
    chart.getStyler().setYAxisTicksVisible(false);
    if (bins.isAroundWholeNumbers()) {
      chart.getStyler().setXAxisTicksVisible(false);
    }
    add(chart, "real", bins, realDensity, Palette.VERMILLION);
    add(chart, "generated", bins, generatedDensity, Palette.BLUE);
    BufferedImage panel = BitmapEncoder.getBufferedImage(chart);
    return bins.isAroundWholeNumbers() ? labelled(panel, width, height, column, bins) : panel;
  }

  /** Writes below each bin what it is of, where names have room. */
  private static BufferedImage labelled(
      BufferedImage plot, int width, int height, SourceColumn column, Bins bins) {
    BufferedImage panel = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = panel.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.drawImage(plot, 0, 0, null);
    double step = (width - 2.0 * PADDING) / (bins.count() + 1);
    int every = (int) Math.ceil(LEAST_LABEL / step);
    for (int bin = 0; bin < bins.count(); bin += every) {
      SidePanels.text(
          graphics,
          label(column, Math.round(bins.low() + 0.5) + bin),
          Font.PLAIN,
          14,
          (int) Math.round(PADDING + (bin + 1) * step),
          height - 8);
    }
    graphics.dispose();
    return panel;
  }

  private static String label(SourceColumn column, long number) {
    List<String> categories = column.getCategories();
    return number >= 0 && number < categories.size()
        ? categories.get((int) number)
        : NumberText.count(number);
  }

  /** Where few whole numbers are all there is, a bin is one of them, and stands around it. */
  private static Bins bins(SourceColumn column, double[] real, double[] generated) {
    double[] both =
        DoubleStream.concat(DoubleStream.of(real), DoubleStream.of(generated))
            .filter(Double::isFinite)
            .toArray();
    Range range = Range.of(both);
    double low = DoubleStream.of(both).min().orElse(0);
    double high = DoubleStream.of(both).max().orElse(0);
    return column.getKind() != ColumnKind.CONTINUOUS && high - low < ABOUT_BINS
        ? Bins.around((long) Math.floor(low), (long) Math.ceil(high))
        : Bins.covering(range, ABOUT_BINS);
  }

  private static void add(XYChart chart, String name, Bins bins, double[] density, Color colour) {
    XYSeries series = chart.addSeries(name, bins.outlineX(), bins.outlineY(density));
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area);
    series.setLineColor(colour).setLineStyle(Charts.solid(3));
    series.setMarker(SeriesMarkers.NONE);
    series.setFillColor(Palette.faded(colour, FILL_ALPHA));
  }
}
