package io.scorestream.evaluator.robust;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.rows.Rows;

/** Scores whose error is known. */
final class Scores {

  private Scores() {}

  /** A score times a factor: its error is |factor − 1| times the score. */
  static ScoreFunction scaled(ScoreFunction score, float factor) {
    return new ScoreFunction() {
      @Override
      public int dimension() {
        return score.dimension();
      }

      @Override
      public void score(int timestep, Rows x, Rows out) {
        score.score(timestep, x, out);
        for (int i = 0; i < out.numbers().length; i++) {
          out.numbers()[i] *= factor;
        }
      }
    };
  }
}
