package io.scorestream.dashboard.board;

import io.scorestream.events.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Numbers of one kind by milestone, {@value #MOST} at most, and fewer where there are many series.
 * Immutable.
 *
 * <p>A series that is full keeps every second of its points and from then on every second of those
 * that come, and so on: what is kept stays evenly spread over the milestones there were, and series
 * whose milestones came alike keep the same ones. The first and the newest always stay.
 *
 * @param points by milestone, upwards
 * @param evidence of the newest
 * @param stride how many milestones came for each that is kept
 * @param beyond how many came since the last that is kept for good, up to the newest: 1 to stride
 */
public record Series(List<Point> points, Evidence evidence, int stride, int beyond) {

  /** Points at most. */
  public static final int MOST = 128;

  /** What a point takes, as an object and in its list. */
  static final int POINT_BYTES = 72;

  /** So many are kept of each, however many series there are. */
  static final int LEAST = 16;

  /** Keeps its own copy. */
  public Series {
    points = List.copyOf(points);
  }

  /** A series of one point. */
  static Series of(Point first, Evidence evidence) {
    return new Series(List.of(first), evidence, 1, 1);
  }

  /**
   * The same with one more point. Of two points of one milestone the later counts; one that lies
   * between others is taken in only while nothing was thinned.
   *
   * @param most points, from {@value #LEAST} to {@value #MOST}
   */
  Series with(Point point, Evidence of, int most) {
    return added(point, of).atMost(most);
  }

  private Series added(Point point, Evidence of) {
    int at = place(point.milestone());
    if (at < points.size() && points.get(at).milestone() == point.milestone()) {
      return replaced(at, point, at == points.size() - 1 ? of : evidence);
    }
    if (at < points.size()) {
      return stride > 1 ? this : inserted(at, point, evidence, 1);
    }
    return beyond == stride ? inserted(at, point, of, 1) : replaced(at - 1, point, of).nextBeyond();
  }

  /** The newest point. */
  public Point newest() {
    return points.get(points.size() - 1);
  }

  private int place(long milestone) {
    int at = points.size();
    while (at > 0 && points.get(at - 1).milestone() >= milestone) {
      at--;
    }
    return at;
  }

  private Series replaced(int at, Point point, Evidence of) {
    List<Point> changed = new ArrayList<>(points);
    changed.set(at, point);
    return new Series(changed, of, stride, beyond);
  }

  private Series nextBeyond() {
    return new Series(points, evidence, stride, beyond + 1);
  }

  private Series inserted(int at, Point point, Evidence of, int further) {
    List<Point> changed = new ArrayList<>(points);
    changed.add(at, point);
    return new Series(changed, of, stride, further);
  }

  /**
   * The same, thinned until it has no more points than that: the first, the newest, and between
   * them evenly spread ones.
   *
   * @param most at least 2
   */
  public Series atMost(int most) {
    return points.size() <= most ? this : thinned().atMost(most);
  }

  private Series thinned() {
    int newest = points.size() - 1;
    List<Point> kept =
        IntStream.rangeClosed(0, newest)
            .filter(at -> at % 2 == 0 || at == newest)
            .mapToObj(points::get)
            .toList();
    // Where the last but one stays, the newest lies no further behind what is kept for good.
    return new Series(kept, evidence, 2 * stride, newest % 2 == 1 ? beyond : stride + beyond);
  }
}
