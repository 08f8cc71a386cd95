package io.scorestream.evaluator.robust;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import java.util.random.RandomGenerator;

/**
 * Held-out samples with noise, {@code x_t = e^{−t} x_0 + σ_t ε}, and how well a network tells the
 * noise, {@code ε̂ = −σ_t ŝ(x_t)}. Pure.
 *
 * @param dimension d
 * @param sigma σ_t
 * @param points {@code x_t}, {@code [n, d]}; shared, not to be changed
 * @param noise {@code ε}, {@code [n, d]}; shared, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
record NoisySamples(int dimension, double sigma, float[] points, double[] noise) {

  /**
   * Draws the noise, sample by sample: more samples leave that of the first ones as it is.
   *
   * @param samples {@code [n, d]}, row by row, in the networks' units; left unchanged
   */
  static NoisySamples of(float[] samples, int dimension, double time, RandomGenerator rng) {
    double signal = OrnsteinUhlenbeck.signal(time);
    double sigma = OrnsteinUhlenbeck.sigma(time);
    double[] noise = new double[samples.length];
    float[] points = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      noise[i] = rng.nextGaussian();
      points[i] = (float) (signal * samples[i] + sigma * noise[i]);
    }
    return new NoisySamples(dimension, sigma, points, noise);
  }

  /**
   * The noise that a score sees in the samples.
   *
   * @param estimate ŝ, asked at the samples' timestep
   * @return {@code ε̂}, {@code [n, d]}
   */
  float[] seenBy(ScoreFunction estimate, int timestep) {
    float[] seen = new float[points.length];
    estimate.score(timestep, points, seen);
    for (int i = 0; i < seen.length; i++) {
      seen[i] = (float) (-sigma * seen[i]);
    }
    return seen;
  }

  /**
   * {@code |ε̂ − ε|²/d} of the first samples.
   *
   * @param seen {@code ε̂} of these, {@code [n', d]}, at most as many as there are
   * @return {@code [n']}
   */
  double[] losses(float[] seen) {
    double[] losses = new double[seen.length / dimension];
    for (int i = 0; i < seen.length; i++) {
      double difference = seen[i] - noise[i];
      losses[i / dimension] += difference * difference / dimension;
    }
    return losses;
  }
}
