package io.scorestream.diffusion.error;

import io.scorestream.diffusion.grid.TimeGrid;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;

/**
 * The error along a path, {@code E = √(Σ_k h_k |ŝ_{τ_k}(x_{τ_k}) − s_{τ_k}(x_{τ_k})|²)} over {@code
 * k = 1..N}, for paths of the forward process. Where {@code E ≤ ε} with probability {@code 1 − δ},
 * what the sampler makes is within {@code O(δ + ε)} of the data in total variation, beside the
 * errors of its steps and of its start. Gupta, Parulekar, Price, Xun (NeurIPS 2024), Lemma B.2.
 */
public final class PathError {

  private PathError() {}

  /**
   * One timestep's part of {@code E²}: {@code h_k e²/σ²} for each path.
   *
   * @param timestep k in 1..N
   * @param normalised {@code e = σ_{τ_k}|ŝ − s|} of each path at {@code τ_k}, {@code [n]}
   * @return {@code [n]}
   */
  public static float[] terms(TimeGrid grid, int timestep, float[] normalised) {
    double weight = grid.step(timestep) / OrnsteinUhlenbeck.variance(grid.time(timestep));
    float[] terms = new float[normalised.length];
    for (int path = 0; path < terms.length; path++) {
      terms[path] = (float) (weight * normalised[path] * normalised[path]);
    }
    return terms;
  }

  /**
   * E of each path.
   *
   * @param squares sum of its terms over all timesteps, {@code [n]}; left unchanged
   */
  public static ErrorSample of(double[] squares) {
    double[] errors = new double[squares.length];
    for (int path = 0; path < errors.length; path++) {
      errors[path] = Math.sqrt(squares[path]);
    }
    return ErrorSample.of(errors);
  }
}
