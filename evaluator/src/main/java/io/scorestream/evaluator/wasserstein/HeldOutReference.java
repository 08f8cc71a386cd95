package io.scorestream.evaluator.wasserstein;

import io.scorestream.evaluator.measure.EvaluationSeed;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.transport.SamplePairs;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Held-out samples in place of an unknown law. A floor can only be measured between two halves, so
 * every set is half of the first {@code 2 n} samples, chosen at random: sets overlap, and how they
 * differ is a little understated.
 *
 * @param run that the samples are held out from
 * @param samples {@code [h, d]}, h at least 2; shared, not to be changed
 * @param part which of the held-out samples they are; empty for all
 */
record HeldOutReference(Run run, Rows samples, String part) implements Reference {

  /** All held-out samples. */
  HeldOutReference(Run run, Rows samples) {
    this(run, samples, "");
  }

  /** Samples are gathered in the order of the log, so that their number tells them apart. */
  @Override
  public String key() {
    return run.hash() + "/" + samples.count() + "/" + part;
  }

  @Override
  public boolean isFinite() {
    return samples.areFinite();
  }

  @Override
  public int most() {
    return samples.count() / 2;
  }

  @Override
  public Rows points(int n) {
    return half(n, EvaluationSeed.HALVES.generator(run));
  }

  @Override
  public List<Rows> furtherSets(int n, int count) {
    RandomGenerator rng = EvaluationSeed.FURTHER_SETS.generator(run);
    return Stream.generate(() -> half(n, rng)).limit(count).toList();
  }

  @Override
  public SamplePairs pairs(int n) {
    return SamplePairs.ofHalves(samples.first(2 * n), EvaluationSeed.FLOOR.generator(run));
  }

  /**
   * Half of the first 2 n rows, without replacement: the head of a partial Fisher–Yates shuffle.
   */
  private Rows half(int n, RandomGenerator rng) {
    int[] order = new int[2 * n];
    Arrays.setAll(order, row -> row);
    for (int row = 0; row < n; row++) {
      int other = row + rng.nextInt(order.length - row);
      int chosen = order[other];
      order[other] = order[row];
      order[row] = chosen;
    }
    return samples.chosen(Arrays.copyOf(order, n));
  }
}
