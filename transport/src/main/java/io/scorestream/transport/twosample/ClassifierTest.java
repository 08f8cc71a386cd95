package io.scorestream.transport.twosample;

import io.scorestream.rows.Rows;
import io.scorestream.transport.Estimate;
import java.util.List;

/**
 * A classifier two-sample test (Lopez-Paz, Oquab, <i>Revisiting classifier two-sample tests</i>,
 * 2017): how often a classifier that learns from one half of either set tells of the other halves
 * which set a point is of. One half is chance, for sets of one law; 1 is sets without a place in
 * common.
 *
 * <p>There are two classifiers, and the larger share counts. The vote of the {@code √n} nearest
 * neighbours sees any difference in few dimensions; in many, distances are all alike and it sees
 * little but a shift of the whole. {@link BoostedTrees} of three splits, of coordinates and of
 * principal ones, see what one, two or three of these tell, in hundreds of dimensions too; they do
 * not see what takes more of them at once, or several splits of which the first alone gains
 * nothing. What neither sees is not told from chance.
 *
 * <p>The interval holds for both shares together with 95 %, and so for the one that is larger; it
 * is about the points that are told apart, beside those that were learned from. The larger of two
 * is above one half on average, for two sets of one law too. Costs some {@code (n + m)² d / 4 + 4e5
 * (n + m)} operations, and {@code 10 d³}.
 *
 * @param seed of what trees look at: equal seeds give equal shares on every machine
 */
public record ClassifierTest(long seed) {

  /** Of each of two classifiers, so that both intervals hold at once with 95 %. */
  private static final double CONFIDENCE = 0.975;

  /**
   * The larger share of points that are told right.
   *
   * @param x {@code [n, d]}, n at least 4, finite, in an order of no meaning
   * @param y as many as x
   */
  public Estimate accuracy(Rows x, Rows y) {
    x.requireAlike(y);
    int half = x.count() / 2;
    Rows known = joined(x.first(half), y.first(half));
    Rows asked = joined(x.range(half, 2 * half), y.range(half, 2 * half));
    int right =
        Math.max(
            right(NeighbourVotes.scores(known, asked)),
            right(BoostedTrees.scores(known, asked, seed)));
    return Estimate.ofShare(right, 2 * half, CONFIDENCE);
  }

  private static Rows joined(Rows x, Rows y) {
    return Rows.joined(x.dimension(), List.of(x, y));
  }

  /** Points of the second half should have scores above 0, and of the first none. */
  private static int right(double[] scores) {
    int right = 0;
    for (int i = 0; i < scores.length; i++) {
      right += scores[i] > 0 == i >= scores.length / 2 ? 1 : 0;
    }
    return right;
  }
}
