package io.scorestream.report;

import java.util.Collection;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;

/**
 * Charts of an error against m, both on logarithmic scales. The x axis is linear in log2 m, because
 * milestones double: every tick is then a round power of two.
 */
final class MilestoneAxis {

  private static final double HEADROOM = 0.05;
  private static final double LEAST_HEADROOM = 1.05;

  /** About as much of a chart as the plot has: one tick per power of two is asked for with it. */
  private static final double PLOT_SHARE = 0.72;

  private static final int LEAST_SPACING = 90;
  private static final double MARGIN = 0.3;
  private static final double DECADES_TO_LABEL_ALONE = 30;

  private MilestoneAxis() {}

  /** An empty chart that holds the sizes and errors given, which must be positive. */
  static XYChart chart(String title, String yTitle, Collection<Long> sizes, double[] errors) {
    return chart(Charts.WIDTH, Charts.HEIGHT, title, yTitle, sizes, errors);
  }

  /** The same of another size in pixels. */
  static XYChart chart(
      int width, int height, String title, String yTitle, Collection<Long> sizes, double[] errors) {
    XYChart chart = Charts.of(width, height, title, "samples m", yTitle);
    double first = sizes.stream().mapToDouble(MilestoneAxis::place).min().orElseThrow();
    double last = sizes.stream().mapToDouble(MilestoneAxis::place).max().orElseThrow();
    double low = DoubleStream.of(errors).min().orElseThrow();
    double high = DoubleStream.of(errors).max().orElseThrow();
    double headroom = Math.max(LEAST_HEADROOM, Math.pow(high / low, HEADROOM));
    chart
        .getStyler()
        .setXAxisMin(first - MARGIN)
        .setXAxisMax(last + MARGIN)
        .setXAxisTickMarkSpacingHint(
            (int) Math.max(LEAST_SPACING, PLOT_SHARE * width / (last - first + 2 * MARGIN)))
        .setXAxisTickLabelsFormattingFunction(MilestoneAxis::label)
        .setYAxisLogarithmic(true)
        .setYAxisLogarithmicDecadeOnly(high / low > DECADES_TO_LABEL_ALONE)
        .setYAxisMin(low / headroom)
        .setYAxisMax(high * headroom);
    return chart;
  }

  /** Where m stands on the axis. */
  static double place(double m) {
    return Math.log(m) / Math.log(2);
  }

  /** Where the sizes stand on the axis. */
  static double[] places(Set<Long> sizes) {
    return sizes.stream().mapToDouble(MilestoneAxis::place).toArray();
  }

  /** Those of the estimates that a logarithmic scale can show. */
  static NavigableMap<Long, Estimate> positive(NavigableMap<Long, Estimate> estimates) {
    NavigableMap<Long, Estimate> shown = new TreeMap<>(estimates);
    shown.values().removeIf(e -> !(e.value() > 0) || Double.isInfinite(e.value()));
    return shown;
  }

  private static String label(double place) {
    double m = Math.pow(2, place);
    return NumberText.count(Math.round(m));
  }
}
