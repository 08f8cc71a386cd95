package io.scorestream.dashboard.board;

import io.scorestream.events.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Numbers of one kind by milestone, {@value #MOST} at most. Immutable.
 *
 * <p>A series that is full keeps every second of its points and from then on every second of those
 * that come, and so on: what is kept stays evenly spread over the milestones there were, and series
 * whose milestones came alike keep the same ones. The first and the newest always stay. A point
 * takes some 70 bytes.
 *
 * @param points by milestone, upwards
 * @param evidence of the newest
 * @param stride how many milestones came for each that is kept
 * @param beyond how many came since the last that is kept for good, up to the newest: 1 to stride
 */
public record Series(List<Point> points, Evidence evidence, int stride, int beyond) {

  /** Points at most. */
  public static final int MOST = 128;

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
   */
  Series with(Point point, Evidence of) {
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

  /**
   * The same with no more points than that, evenly spread, the newest among them.
   *
   * @param most at least 1
   */
  public Series thinned(int most) {
    int every = (points.size() + most - 1) / most;
    if (every <= 1) {
      return this;
    }
    int last = points.size() - 1;
    List<Point> kept =
        IntStream.rangeClosed(0, last)
            .filter(at -> (last - at) % every == 0)
            .mapToObj(points::get)
            .toList();
    return new Series(kept, evidence, stride * every, beyond);
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
    return changed.size() <= MOST ? new Series(changed, of, stride, further) : thinned(changed, of);
  }

  /** Of an odd number of points, so that every second is the first and the newest among others. */
  private Series thinned(List<Point> full, Evidence of) {
    List<Point> kept =
        IntStream.range(0, full.size()).filter(at -> at % 2 == 0).mapToObj(full::get).toList();
    return new Series(kept, of, 2 * stride, stride + 1);
  }
}
