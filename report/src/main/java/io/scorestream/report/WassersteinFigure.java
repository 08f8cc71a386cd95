package io.scorestream.report;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Sliced W2 of the generations against m, with its interval, its noise floor and twice that. */
final class WassersteinFigure {

  private static final Color DISTANCE_BAND = Palette.faded(Palette.BLUE, 50);
  private static final Color FLOOR_BAND = Palette.faded(Palette.GREY, 70);

  private WassersteinFigure() {}

  /** The picture; empty when there are no distances to show. */
  static Optional<BufferedImage> draw(ReportData data) {
    NavigableMap<Long, Estimate> distances = column(data.rows(), MilestoneRow::slicedW2);
    NavigableMap<Long, Estimate> floors = column(data.rows(), MilestoneRow::floor);
    if (distances.isEmpty()) {
      return Optional.empty();
    }
    XYChart chart =
        MilestoneAxis.chart(
            "Sliced W2 between generated and real samples — run " + data.run().getRun(),
            "sliced W2  (units of the data)",
            distances.keySet(),
            DoubleStream.concat(
                    DoubleStream.concat(ends(distances), ends(floors)),
                    DoubleStream.of(values(floors, WassersteinFigure::twice)))
                .toArray());
    if (!floors.isEmpty()) {
      addFloor(chart, floors);
    }
    addBand(chart, "distances", "95 % interval", distances, DISTANCE_BAND);
    Charts.markedLine(
        chart.addSeries(
            "distance",
            MilestoneAxis.places(distances.keySet()),
            values(distances, DoubleUnaryOperator.identity())),
        "generated to real",
        Palette.BLUE,
        SeriesMarkers.CIRCLE);
    return Optional.of(BitmapEncoder.getBufferedImage(chart));
  }

  private static void addFloor(XYChart chart, NavigableMap<Long, Estimate> floors) {
    double[] places = MilestoneAxis.places(floors.keySet());
    addBand(chart, "floors", "floor, 95 % band", floors, FLOOR_BAND);
    Charts.line(
        chart.addSeries("floor", places, values(floors, DoubleUnaryOperator.identity())),
        "floor: real to real",
        Palette.GREY,
        Charts.solid(3));
    Charts.line(
        chart.addSeries("twice", places, values(floors, WassersteinFigure::twice)),
        "2 × floor",
        Palette.VERMILLION,
        Charts.dashed(4));
  }

  /** Adds the area between the lower and upper ends, of those estimates that have both. */
  private static void addBand(
      XYChart chart, String id, String label, NavigableMap<Long, Estimate> estimates, Color fill) {
    NavigableMap<Long, Estimate> bounded = new TreeMap<>(estimates);
    bounded.values().removeIf(e -> !(e.low() > 0) || !Double.isFinite(e.high()));
    if (bounded.isEmpty()) {
      return;
    }
    double[] there = MilestoneAxis.places(bounded.keySet());
    double[] back = MilestoneAxis.places(bounded.descendingKeySet());
    double[] low = bounded.values().stream().mapToDouble(Estimate::low).toArray();
    double[] high = bounded.descendingMap().values().stream().mapToDouble(Estimate::high).toArray();
    Charts.area(chart.addSeries(id, joined(there, back), joined(low, high)), label, fill);
  }

  private static NavigableMap<Long, Estimate> column(
      List<MilestoneRow> rows, Function<MilestoneRow, Estimate> cell) {
    NavigableMap<Long, Estimate> column = new TreeMap<>();
    rows.forEach(row -> column.put(row.milestone(), cell.apply(row)));
    return MilestoneAxis.positive(column);
  }

  private static double twice(double floor) {
    return 2 * floor;
  }

  private static double[] values(
      NavigableMap<Long, Estimate> estimates, DoubleUnaryOperator scale) {
    return estimates.values().stream().mapToDouble(Estimate::value).map(scale).toArray();
  }

  /** Every number that a chart must hold. */
  private static DoubleStream ends(NavigableMap<Long, Estimate> estimates) {
    return estimates.values().stream()
        .flatMapToDouble(e -> DoubleStream.of(e.value(), e.low(), e.high()))
        .filter(end -> end > 0 && Double.isFinite(end));
  }

  private static double[] joined(double[] first, double[] second) {
    return DoubleStream.concat(DoubleStream.of(first), DoubleStream.of(second)).toArray();
  }
}
