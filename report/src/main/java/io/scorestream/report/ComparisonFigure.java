package io.scorestream.report;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Two runs against m: their median errors on the left, where they are of the same kind, and on the
 * right sliced W2 over its floor.
 */
final class ComparisonFigure {

  private static final int PANEL_WIDTH = Charts.WIDTH / 2 - 20;
  private static final int PANEL_HEIGHT = 880;

  private ComparisonFigure() {}

  /** The picture; empty when there is nothing to show. */
  static Optional<BufferedImage> draw(RunComparison runs) {
    Optional<BufferedImage> errors =
        runs.headline()
            .flatMap(headline -> panel(runs, "median " + headline.symbol(), MilestoneRow::median));
    Optional<BufferedImage> distances =
        panel(runs, "sliced W2 over its floor", ComparisonFigure::ratio);
    if (errors.isEmpty() || distances.isEmpty()) {
      return errors.or(() -> distances);
    }
    String title = runs.a().spec().getRun() + " and " + runs.b().spec().getRun();
    return Optional.of(SidePanels.draw(title, errors.orElseThrow(), distances.orElseThrow()));
  }

  private static Estimate ratio(MilestoneRow row) {
    return new Estimate(row.ratio(), Double.NaN, Double.NaN);
  }

  private static Optional<BufferedImage> panel(
      RunComparison runs, String title, Function<MilestoneRow, Estimate> cell) {
    List<NavigableMap<Long, Estimate>> columns =
        List.of(column(runs.a(), cell), column(runs.b(), cell));
    Set<Long> sizes = new HashSet<>();
    columns.forEach(column -> sizes.addAll(column.keySet()));
    if (sizes.isEmpty()) {
      return Optional.empty();
    }
    XYChart chart =
        MilestoneAxis.chart(
            PANEL_WIDTH,
            PANEL_HEIGHT,
            title,
            "",
            sizes,
            columns.stream()
                .map(NavigableMap::values)
                .flatMapToDouble(ComparisonFigure::values)
                .toArray());
    chart.getStyler().setLegendPosition(LegendPosition.InsideNE);
    add(chart, "A: " + runs.a().spec().getRun(), columns.get(0), Palette.BLUE);
    add(chart, "B: " + runs.b().spec().getRun(), columns.get(1), Palette.VERMILLION);
    return Optional.of(BitmapEncoder.getBufferedImage(chart));
  }

  private static void add(
      XYChart chart, String label, NavigableMap<Long, Estimate> column, Color colour) {
    if (!column.isEmpty()) {
      Charts.markedLine(
          chart.addSeries(
              label, MilestoneAxis.places(column.keySet()), values(column.values()).toArray()),
          label,
          colour,
          SeriesMarkers.CIRCLE);
    }
  }

  private static NavigableMap<Long, Estimate> column(
      ComparedRun run, Function<MilestoneRow, Estimate> cell) {
    NavigableMap<Long, Estimate> column = new TreeMap<>();
    for (Map.Entry<Long, MilestoneRow> row : run.rows().entrySet()) {
      column.put(row.getKey(), cell.apply(row.getValue()));
    }
    return MilestoneAxis.positive(column);
  }

  private static DoubleStream values(Collection<Estimate> estimates) {
    return estimates.stream().mapToDouble(Estimate::value);
  }
}
