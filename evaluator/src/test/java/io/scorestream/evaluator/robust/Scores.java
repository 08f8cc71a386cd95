package io.scorestream.evaluator.robust;

import io.scorestream.diffusion.ScoreFunction;

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
      public void score(int timestep, float[] x, float[] out) {
        score.score(timestep, x, out);
        for (int i = 0; i < out.length; i++) {
          out[i] *= factor;
        }
      }
    };
  }
}
