package io.scorestream.dashboard.board;

import io.scorestream.run.Headline;
import io.scorestream.run.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The headline error of a run over its timesteps, at each milestone where all timesteps have a
 * number. Immutable.
 *
 * @param places upwards by milestone
 */
public record HeadlineCurve(List<Place> places) {

  /**
   * One milestone.
   *
   * @param milestone m
   * @param median over timesteps: of the numbers, of the lower and of the upper ends
   * @param worst the largest number, with its own interval
   * @param worstTimestep whose it is
   */
  public record Place(long milestone, Between median, Between worst, int worstTimestep) {}

  /**
   * A number in its interval; NaN where an end is not known.
   *
   * @param value the number
   * @param low lower end
   * @param high upper end
   */
  public record Between(double value, double low, double high) {}

  /** Keeps its own copy. */
  public HeadlineCurve {
    places = List.copyOf(places);
  }

  /** The newest milestone that has all; 0 for none. */
  public long milestone() {
    return places.isEmpty() ? 0 : places.get(places.size() - 1).milestone();
  }

  /** Out of a run's series. */
  static HeadlineCurve of(Run run, Map<SeriesKey, Series> series) {
    Headline headline = Headline.of(run.spec());
    int[] timesteps = run.timesteps();
    NavigableMap<Long, List<Numbered>> milestones = new TreeMap<>();
    for (int k : timesteps) {
      Series own =
          series.get(new SeriesKey(headline.metric().text(), headline.delta(), k, null, null));
      if (own == null) {
        return new HeadlineCurve(List.of());
      }
      own.points().stream()
          .filter(point -> Double.isFinite(point.value()))
          .forEach(
              point ->
                  milestones
                      .computeIfAbsent(point.milestone(), m -> new ArrayList<>())
                      .add(new Numbered(k, point)));
    }
    return new HeadlineCurve(
        milestones.entrySet().stream()
            .filter(entry -> entry.getValue().size() == timesteps.length)
            .map(entry -> place(entry.getKey(), entry.getValue()))
            .toList());
  }

  private record Numbered(int timestep, Point point) {}

  private static Place place(long milestone, List<Numbered> points) {
    Numbered worst =
        points.stream()
            .max(Comparator.comparingDouble((Numbered each) -> each.point().value()))
            .orElseThrow();
    return new Place(
        milestone,
        new Between(
            median(points, Point::value), median(points, Point::low), median(points, Point::high)),
        new Between(worst.point().value(), worst.point().low(), worst.point().high()),
        worst.timestep());
  }

  /** NaN where one is. */
  private static double median(List<Numbered> points, ToDoubleFunction<Point> part) {
    double[] sorted =
        points.stream().mapToDouble(each -> part.applyAsDouble(each.point())).sorted().toArray();
    int n = sorted.length;
    if (Double.isNaN(sorted[n - 1])) {
      return Double.NaN;
    }
    double upper = sorted[n / 2];
    return n % 2 == 1 ? upper : sorted[n / 2 - 1] / 2 + upper / 2;
  }
}
