package io.scorestream.report;

import io.scorestream.run.Headline;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The headline error of every timestep against m: thin lines coloured by time, their median, and
 * for a robust error the slope −1/2 of the theory.
 */
final class ErrorFigure {

  private static final int NAMED = 10;
  private static final int LINE_ALPHA = 190;

  private ErrorFigure() {}

  /** The picture; empty when there are no errors to show. */
  static Optional<BufferedImage> draw(ReportData data) {
    List<TimestepCurve> curves = data.curves();
    NavigableMap<Long, Estimate> medians = MilestoneAxis.positive(medians(data.rows()));
    if (medians.isEmpty()) {
      return Optional.empty();
    }
    Headline headline = Headline.of(data.run());
    XYChart chart =
        MilestoneAxis.chart(
            "Score networks, one per timestep: %s — run %s"
                .formatted(headline.symbol(), data.run().getRun()),
            headline.isRobustError()
                ? headline.symbol() + "  (score error, in units of 1/σ_t)"
                : "held-out loss  (mean squared error of predicted noise)",
            medians.keySet(),
            values(curves));
    addCurves(chart, curves, medians.size() == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    if (headline.isRobustError() && medians.size() > 1) {
      addReference(chart, medians);
    }
    Charts.markedLine(
        chart.addSeries("median", MilestoneAxis.places(medians.keySet()), values(medians.values())),
        "median of all timesteps",
        Palette.BLACK,
        SeriesMarkers.CIRCLE);
    return Optional.of(BitmapEncoder.getBufferedImage(chart));
  }

  private static void addCurves(XYChart chart, List<TimestepCurve> curves, Marker marker) {
    double first = Math.log(curves.get(0).time());
    double last = Math.log(curves.get(curves.size() - 1).time());
    for (int i = 0; i < curves.size(); i++) {
      TimestepCurve curve = curves.get(i);
      NavigableMap<Long, Estimate> shown = MilestoneAxis.positive(curve.errors());
      if (!shown.isEmpty()) {
        double position = last > first ? (Math.log(curve.time()) - first) / (last - first) : 0;
        String label = "t = " + NumberText.brief(curve.time());
        var series =
            chart.addSeries(
                "k" + curve.timestep(),
                MilestoneAxis.places(shown.keySet()),
                values(shown.values()));
        Color colour = Palette.faded(Palette.viridis(position), LINE_ALPHA);
        Charts.line(series, label, colour, Charts.solid(2));
        series.setMarker(marker).setMarkerColor(colour);
        series.setShowInLegend(isNamed(i, curves.size()));
      }
    }
  }

  private static void addReference(XYChart chart, NavigableMap<Long, Estimate> medians) {
    double first = medians.firstKey();
    double last = medians.lastKey();
    double start = medians.firstEntry().getValue().value();
    Charts.line(
        chart.addSeries(
            "reference",
            new double[] {MilestoneAxis.place(first), MilestoneAxis.place(last)},
            new double[] {start, start * Math.sqrt(first / last)}),
        "slope −1/2 (theory)",
        Palette.VERMILLION,
        Charts.dashed(4));
  }

  private static NavigableMap<Long, Estimate> medians(List<MilestoneRow> rows) {
    NavigableMap<Long, Estimate> medians = new TreeMap<>();
    rows.forEach(row -> medians.put(row.milestone(), row.median()));
    return medians;
  }

  /** Whether the legend names curve i of n: ten of them, spread evenly, the two ends among them. */
  private static boolean isNamed(int i, int n) {
    return n <= NAMED || (long) i * (NAMED - 1) % (n - 1) < NAMED - 1;
  }

  private static double[] values(Collection<Estimate> estimates) {
    return estimates.stream().mapToDouble(Estimate::value).toArray();
  }

  private static double[] values(List<TimestepCurve> curves) {
    return curves.stream()
        .flatMapToDouble(
            curve -> DoubleStream.of(values(MilestoneAxis.positive(curve.errors()).values())))
        .toArray();
  }
}
