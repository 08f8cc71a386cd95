package io.scorestream.evaluator.wasserstein;

import io.scorestream.evaluator.measure.GenerationSet;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.evaluator.wasserstein.Budget.Effort;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.transport.Measured;
import java.util.function.IntToDoubleFunction;

/**
 * One milestone's generations and a reference, both in units of the run's scale, and what comparing
 * them may take.
 *
 * @param run whose generations they are
 * @param generations of the milestone
 * @param reference that they are compared with
 * @param budget of all comparisons
 */
record ComparedSets(Run run, GenerationSet generations, Reference reference, Budget budget) {

  /**
   * The effort that one comparison takes; left out where none fits the budget, or numbers leave
   * their range.
   *
   * @param share of the budget, in (0, 1)
   * @param mostPoints that it takes, at least 1
   * @param seconds that it takes of so many points
   */
  Measured<Effort> effort(double share, int mostPoints, IntToDoubleFunction seconds) {
    return generations.points().areFinite() && reference.isFinite()
        ? budget.effort(
            share, points(mostPoints), run.spec().getEvaluation().getFloorPairs(), seconds)
        : Measured.leftOut("in units of the run's scale, some numbers leave the range of float32");
  }

  private int points(int most) {
    return Math.min(most, Math.min(generations.points().count(), reference.most()));
  }

  /** The first generations, {@code [n, d]}. */
  Rows generated(int n) {
    return generations.points().first(n);
  }

  /** What a floor is kept by: equal where it is measured of the same points. */
  String key(String what, Effort effort) {
    return String.join("/", reference.key(), what, effort.toString());
  }

  /** What the metrics are said of. */
  MetricScope scope() {
    return MetricScope.of(run, generations.milestone());
  }
}
