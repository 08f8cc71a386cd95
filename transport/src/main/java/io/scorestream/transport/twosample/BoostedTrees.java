package io.scorestream.transport.twosample;

import io.scorestream.rows.Rows;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Gradient boosting of trees for the logistic loss, by second-order gains on binned features (Chen,
 * Guestrin, <i>XGBoost: a scalable tree boosting system</i>, 2016): 60 trees of three levels, each
 * looking at 64 {@link Features} at most that are chosen at random. Costs some {@code 60 · 3 · 64}
 * operations a point, and {@code 10 d³} for principal coordinates. Owned by one thread.
 */
final class BoostedTrees {

  private static final RandomGeneratorFactory<RandomGenerator> ALGORITHM =
      RandomGeneratorFactory.of("L64X128MixRandom");

  private static final int TREES = 60;
  private static final int LEVELS = 3;
  private static final int LEAVES = 1 << LEVELS;
  private static final int LOOKED_AT = 64;
  private static final double RATE = 0.2;

  /** λ of the leaves' squares, and what a leaf must have of the loss's second derivative. */
  private static final double PENALTY = 1;

  private final Bins[] features;
  private final int[] order;
  private final RandomGenerator rng;

  /** Of each point: the loss's first two derivatives, and its leaf in the tree that grows. */
  private final double[] first;

  private final double[] second;
  private final int[] leaf;

  private BoostedTrees(double[][] columns, long seed) {
    int points = columns[0].length;
    features = Arrays.stream(columns).map(Bins::of).toArray(Bins[]::new);
    order = new int[columns.length];
    Arrays.setAll(order, feature -> feature);
    rng = ALGORITHM.create(seed);
    first = new double[points];
    second = new double[points];
    leaf = new int[points];
  }

  /**
   * The log odds that points are of the second half.
   *
   * @param known {@code [n, d]}, the first half of them of one set and the second of the other; n
   *     at least 2
   * @param asked {@code [m, d]}
   * @param seed of what trees look at
   * @return {@code [m]}
   */
  static double[] scores(Rows known, Rows asked, long seed) {
    Features features = Features.of(known);
    double[][] columns = features.columns(known);
    double[][] others = features.columns(asked);
    BoostedTrees boosting = new BoostedTrees(columns, seed);
    double[] odds = new double[known.count()];
    double[] scores = new double[asked.count()];
    for (int tree = 0; tree < TREES; tree++) {
      Tree grown = boosting.next(odds);
      grown.addTo(odds, columns);
      grown.addTo(scores, others);
    }
    return scores;
  }

  /**
   * A tree.
   *
   * @param feature that each node looks at; nodes 2 i + 1 and 2 i + 2 are below node i
   * @param edge up to which a feature goes to the first of them
   * @param odds of the leaves
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Tree(int[] feature, double[] edge, double[] odds) {

    void addTo(double[] sums, double[][] columns) {
      for (int i = 0; i < sums.length; i++) {
        int node = 0;
        while (node < feature.length) {
          node = 2 * node + (columns[feature[node]][i] <= edge[node] ? 1 : 2);
        }
        sums[i] += odds[node - feature.length];
      }
    }
  }

  /**
   * The best split of a node.
   *
   * @param feature that it looks at
   * @param bin the last one of the first side; all where no split gains
   * @param gain of the loss, above 0
   */
  private record Split(int feature, int bin, double gain) {
    static final Split NONE = new Split(0, Bins.MOST - 1, 0);
  }

  /** Grows a tree on what the loss wants at these log odds, {@code [n]}. */
  private Tree next(double[] odds) {
    for (int i = 0; i < odds.length; i++) {
      double probability = 1 / (1 + StrictMath.exp(-odds[i]));
      first[i] = (i >= odds.length / 2 ? 1 : 0) - probability;
      second[i] = probability * (1 - probability);
    }
    Arrays.fill(leaf, 0);
    int[] chosen = chosen();
    int[] feature = new int[LEAVES - 1];
    double[] edge = new double[LEAVES - 1];
    for (int level = 0; level < LEVELS; level++) {
      Split[] splits = splits(chosen, 1 << level);
      for (int node = 0; node < splits.length; node++) {
        Split split = splits[node];
        double[] edges = features[split.feature()].edges();
        feature[splits.length - 1 + node] = split.feature();
        edge[splits.length - 1 + node] =
            split.bin() < edges.length ? edges[split.bin()] : Double.POSITIVE_INFINITY;
      }
      for (int i = 0; i < leaf.length; i++) {
        Split split = splits[leaf[i]];
        leaf[i] = 2 * leaf[i] + (features[split.feature()].of()[i] <= split.bin() ? 0 : 1);
      }
    }
    return new Tree(feature, edge, leaves());
  }

  /** Features that a tree looks at: the head of a partial Fisher–Yates shuffle. */
  private int[] chosen() {
    int looked = Math.min(LOOKED_AT, order.length);
    for (int i = 0; i < looked && looked < order.length; i++) {
      int other = i + rng.nextInt(order.length - i);
      int kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
    return Arrays.copyOf(order, looked);
  }

  /** The best split of each node of a level. */
  private Split[] splits(int[] chosen, int nodes) {
    Split[] best = new Split[nodes];
    Arrays.fill(best, Split.NONE);
    double[] firsts = new double[nodes * Bins.MOST];
    double[] seconds = new double[nodes * Bins.MOST];
    for (int feature : chosen) {
      Arrays.fill(firsts, 0);
      Arrays.fill(seconds, 0);
      byte[] bins = features[feature].of();
      for (int i = 0; i < bins.length; i++) {
        int place = leaf[i] * Bins.MOST + bins[i];
        firsts[place] += first[i];
        seconds[place] += second[i];
      }
      for (int node = 0; node < nodes; node++) {
        best[node] = better(best[node], feature, node * Bins.MOST, firsts, seconds);
      }
    }
    return best;
  }

  private static Split better(
      Split before, int feature, int from, double[] firsts, double[] seconds) {
    double allFirst = 0;
    double allSecond = 0;
    for (int bin = from; bin < from + Bins.MOST; bin++) {
      allFirst += firsts[bin];
      allSecond += seconds[bin];
    }
    Split best = before;
    double oneFirst = 0;
    double oneSecond = 0;
    for (int bin = 0; bin < Bins.MOST - 1; bin++) {
      oneFirst += firsts[from + bin];
      oneSecond += seconds[from + bin];
      double gain =
          worth(oneFirst, oneSecond)
              + worth(allFirst - oneFirst, allSecond - oneSecond)
              - worth(allFirst, allSecond);
      if (gain > best.gain() && oneSecond >= PENALTY && allSecond - oneSecond >= PENALTY) {
        best = new Split(feature, bin, gain);
      }
    }
    return best;
  }

  private static double worth(double firsts, double seconds) {
    return firsts * firsts / (seconds + PENALTY);
  }

  private double[] leaves() {
    double[] firsts = new double[LEAVES];
    double[] seconds = new double[LEAVES];
    for (int i = 0; i < leaf.length; i++) {
      firsts[leaf[i]] += first[i];
      seconds[leaf[i]] += second[i];
    }
    double[] odds = new double[LEAVES];
    Arrays.setAll(odds, i -> RATE * firsts[i] / (seconds[i] + PENALTY));
    return odds;
  }
}
