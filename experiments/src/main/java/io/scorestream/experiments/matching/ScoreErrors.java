package io.scorestream.experiments.matching;

import io.scorestream.diffusion.error.RobustError;
import io.scorestream.diffusion.law.DiffusedLaw;
import io.scorestream.diffusion.law.Law;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.rows.Rows;
import java.util.random.RandomGenerator;

/**
 * Normalised errors {@code σ_t|ŝ(x) − s(x)|} at fresh draws of {@code q_t}.
 *
 * @param errors {@code [n]}
 */
@SuppressWarnings("ArrayRecordComponent")
public record ScoreErrors(float[] errors) {
  private static final double CONFIDENCE = 0.95;

  /**
   * Draws {@code n} points of a law's {@code q_t} and compares an estimate with the true score
   * there.
   */
  public static ScoreErrors of(
      Law truth, double t, DiffusedLaw estimate, int n, RandomGenerator rng) {
    int d = truth.dimension();
    Rows points = truth.draw(n, rng);
    OrnsteinUhlenbeck.diffuse(t, points, rng, points);
    double sigma = OrnsteinUhlenbeck.sigma(t);
    DiffusedLaw exact = truth.diffusedTo(t);
    double[] point = new double[d];
    double[] one = new double[d];
    double[] other = new double[d];
    float[] errors = new float[n];
    for (int row = 0; row < n; row++) {
      for (int i = 0; i < d; i++) {
        point[i] = points.at(row, i);
      }
      estimate.score(point, one);
      exact.score(point, other);
      errors[row] = (float) (sigma * distance(one, other));
    }
    return new ScoreErrors(errors);
  }

  private static double distance(double[] one, double[] other) {
    double square = 0;
    for (int i = 0; i < one.length; i++) {
      square += (one[i] - other[i]) * (one[i] - other[i]);
    }
    return Math.sqrt(square);
  }

  /** {@code σ_t·D^δ}. */
  public double robust(double delta) {
    return RobustError.of(errors, delta, CONFIDENCE).value();
  }

  /** {@code σ_t·√E|ŝ − s|²}. */
  public double rootMeanSquare() {
    return RobustError.rootMeanSquare(errors);
  }
}
