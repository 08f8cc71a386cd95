package io.scorestream.experiments.matching;

import io.scorestream.diffusion.law.Law;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import java.util.random.RandomGenerator;

/**
 * Data of a denoising regression at one time: points {@code x = e^{−t} x_0 + σ_t z} and targets
 * {@code −z/σ_t}, one draw of noise to a sample. Gupta et al. (NeurIPS 2024), eq. 4.
 *
 * @param dimension {@code d}
 * @param points {@code [m, d]} row-major
 * @param targets {@code [m, d]} row-major
 */
@SuppressWarnings("ArrayRecordComponent")
public record NoisyDraws(int dimension, double[] points, double[] targets) {

  /** {@code m} fresh samples of a law, each with fresh noise of time {@code t > 0}. */
  public static NoisyDraws of(Law law, double t, int m, RandomGenerator rng) {
    float[] samples = law.draw(m, rng).numbers();
    double signal = OrnsteinUhlenbeck.signal(t);
    double sigma = OrnsteinUhlenbeck.sigma(t);
    double[] points = new double[samples.length];
    double[] targets = new double[samples.length];
    for (int i = 0; i < samples.length; i++) {
      double z = rng.nextGaussian();
      points[i] = signal * samples[i] + sigma * z;
      targets[i] = -z / sigma;
    }
    return new NoisyDraws(law.dimension(), points, targets);
  }

  /** The number of samples {@code m}. */
  public int size() {
    return points.length / dimension;
  }
}
