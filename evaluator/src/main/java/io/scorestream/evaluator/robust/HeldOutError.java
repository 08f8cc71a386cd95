package io.scorestream.evaluator.robust;

import io.scorestream.diffusion.ScoreFunction;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import io.scorestream.evaluator.measure.MetricScope;
import io.scorestream.events.Evidence;
import io.scorestream.events.Metric;
import io.scorestream.topics.MetricName;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The loss {@code |ε̂(x_t) − ε|²/d} on held-out samples, {@code x_t = e^{−t} x_0 + σ_t ε} and
 * {@code ε̂ = −σ_t ŝ}. It is a measurement and not an error: it holds what no network can remove.
 * Pure.
 */
final class HeldOutError {

  private HeldOutError() {}

  /**
   * The mean loss of one timestep, with Student's interval.
   *
   * @param losses {@code [n]}, n at least 2
   * @param confidence coverage of the interval, in (0, 1)
   */
  static Metric of(MetricScope scope, double[] losses, double confidence) {
    int n = losses.length;
    double mean = Arrays.stream(losses).average().orElseThrow();
    double squares = Arrays.stream(losses).map(loss -> (loss - mean) * (loss - mean)).sum();
    double reach =
        Math.sqrt(squares / (n - 1.0) / n)
            * TDistribution.of(n - 1.0).inverseSurvivalProbability((1 - confidence) / 2);
    return scope.interval(
        MetricName.HELD_OUT_LOSS, mean, mean - reach, mean + reach, n, Evidence.EMPIRICAL);
  }

  /**
   * The loss of each sample. Noise is drawn sample by sample: more samples leave the losses of the
   * first ones as they are.
   *
   * @param estimate ŝ, asked at one timestep
   * @param time of that timestep
   * @param samples {@code [n, d]}, row by row, in the networks' units; left unchanged
   */
  static double[] losses(
      ScoreFunction estimate, int timestep, double time, float[] samples, RandomGenerator rng) {
    double signal = OrnsteinUhlenbeck.signal(time);
    double sigma = OrnsteinUhlenbeck.sigma(time);
    double[] noise = new double[samples.length];
    float[] noisy = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      noise[i] = rng.nextGaussian();
      noisy[i] = (float) (signal * samples[i] + sigma * noise[i]);
    }
    float[] scores = new float[samples.length];
    estimate.score(timestep, noisy, scores);
    int d = estimate.dimension();
    double[] losses = new double[samples.length / d];
    for (int i = 0; i < samples.length; i++) {
      double difference = -sigma * scores[i] - noise[i];
      losses[i / d] += difference * difference / d;
    }
    return losses;
  }
}
