package io.scorestream.evaluator.robust;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.rows.Rows;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Samples with noise, {@code x_t = e^{−t} x_0 + σ_t ε}, and how well a network tells the noise,
 * {@code ε̂ = −σ_t ŝ(x_t)}. Pure.
 *
 * @param sigma σ_t
 * @param points {@code x_t}, {@code [n, d]}; shared, not to be changed
 * @param noise {@code ε}, {@code [n, d]}, 0 of what is held; shared, not to be changed
 * @param scored how many coordinates, the first ones, have noise and a score; the others are the
 *     sample's condition
 */
@SuppressWarnings("ArrayRecordComponent")
record NoisySamples(double sigma, Rows points, double[] noise, int scored) {

  /**
   * Draws the noise, sample by sample: more samples leave that of the first ones as it is.
   *
   * @param samples {@code [n, d]}, in the networks' units
   * @param scored how many coordinates get noise, the first ones
   */
  static NoisySamples of(Rows samples, int scored, double time, RandomGenerator rng) {
    double signal = OrnsteinUhlenbeck.signal(time);
    double sigma = OrnsteinUhlenbeck.sigma(time);
    Rows points = samples.copy();
    float[] numbers = points.numbers();
    double[] noise = new double[numbers.length];
    for (int i = 0; i < noise.length; i++) {
      if (i % points.dimension() < scored) {
        noise[i] = rng.nextGaussian();
        numbers[i] = (float) (signal * numbers[i] + sigma * noise[i]);
      }
    }
    return new NoisySamples(sigma, points, noise, scored);
  }

  /**
   * The noise that a score sees in the samples.
   *
   * @param estimate ŝ, asked at the samples' timestep
   * @return {@code ε̂}, {@code [n, d]}
   */
  Rows seenBy(ScoreFunction estimate, int timestep) {
    Rows seen = points.zerosAlike();
    estimate.score(timestep, points, seen);
    asNoise(seen);
    return seen;
  }

  /** {@code |ε̂ − ε|²} at each, {@code [n]}: what {@link #losses} says of one coordinate. */
  double[] squares(ScoreFunction estimate, int timestep) {
    return Arrays.stream(losses(seenBy(estimate, timestep))).map(loss -> scored * loss).toArray();
  }

  /** Turns scores {@code ŝ} into {@code ε̂}, in place. */
  void asNoise(Rows scores) {
    float[] numbers = scores.numbers();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) (-sigma * numbers[i]);
    }
  }

  /**
   * {@code |ε̂ − ε|²/d} of the first samples, over the d coordinates that have a score.
   *
   * @param seen {@code ε̂} of these, {@code [n', d]}, at most as many as there are
   * @return {@code [n']}
   */
  double[] losses(Rows seen) {
    int dimension = seen.dimension();
    double[] losses = new double[seen.count()];
    for (int i = 0; i < seen.numbers().length; i++) {
      double difference = seen.numbers()[i] - noise[i];
      losses[i / dimension] += difference * difference / scored;
    }
    return losses;
  }
}
