package io.scorestream.evaluator.wasserstein;

import io.scorestream.rows.Rows;
import io.scorestream.transport.SamplePairs;
import java.util.List;

/**
 * What generations are compared with: sets of samples of the data's law. Equal calls give equal
 * points. Immutable.
 */
sealed interface Reference permits LawReference, HeldOutReference {

  /** Equal for references that give equal points. */
  String key();

  /** Whether all its points are: in units of the scale, a number may leave the range of float32. */
  boolean isFinite();

  /** The most points that a set can have. */
  int most();

  /**
   * The set that generations are compared with, the same at every milestone.
   *
   * @param n at most {@link #most}
   * @return {@code [n, d]}
   */
  Rows points(int n);

  /**
   * Further sets, to see how sets differ among themselves.
   *
   * @param n at most {@link #most}
   */
  List<Rows> furtherSets(int n, int count);

  /** Pairs of sets of {@code n} points, to see what distances they have among themselves. */
  SamplePairs pairs(int n);
}
