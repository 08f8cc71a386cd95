package io.scorestream.experiments.parts;

import io.scorestream.diffusion.law.DiffusedLaw;
import io.scorestream.diffusion.law.Law;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The regression at one time: a network {@code F} answers with the noise {@code ε̂(x) = σx + e^{−t}
 * F(x)}, the first term of which is all that a normal law of variance 1 takes.
 *
 * @param law of variance about 1 in each coordinate
 * @param t time
 */
record Denoising(Law law, double t) {

  /** Fresh samples, {@code [m, d]} row-major. */
  double[] samples(int m, RandomGenerator rng) {
    float[] drawn = law.draw(m, rng).numbers();
    return IntStream.range(0, drawn.length).mapToDouble(i -> drawn[i]).toArray();
  }

  /**
   * Samples with fresh noise, and what a network is to answer there.
   *
   * @param samples {@code [n, d]}
   * @param points to be written to, {@code [n, d]}
   * @param targets likewise
   */
  void noisy(double[] samples, RandomGenerator rng, double[] points, double[] targets) {
    double signal = OrnsteinUhlenbeck.signal(t);
    double sigma = OrnsteinUhlenbeck.sigma(t);
    for (int i = 0; i < samples.length; i++) {
      double z = rng.nextGaussian();
      points[i] = signal * samples[i] + sigma * z;
      targets[i] = (z - sigma * points[i]) / signal;
    }
  }

  /** Samples with fresh noise, at which networks are judged. */
  Draws draws(double[] samples, RandomGenerator rng) {
    double[] points = new double[samples.length];
    double[] targets = new double[samples.length];
    noisy(samples, rng, points, targets);
    return new Draws(law.dimension(), OrnsteinUhlenbeck.signal(t), points, targets, exact(points));
  }

  /** {@code F} of the exact score at points. */
  private double[] exact(double[] points) {
    int d = law.dimension();
    DiffusedLaw diffused = law.diffusedTo(t);
    double scale = -OrnsteinUhlenbeck.sigma(t) / OrnsteinUhlenbeck.signal(t);
    double[] exact = new double[points.length];
    double[] point = new double[d];
    double[] score = new double[d];
    for (int from = 0; from < points.length; from += d) {
      System.arraycopy(points, from, point, 0, d);
      diffused.score(point, score);
      for (int i = 0; i < d; i++) {
        exact[from + i] = scale * (score[i] + point[i]);
      }
    }
    return exact;
  }

  /**
   * Points, what noise asks for there, and what the exact score answers.
   *
   * @param dimension d
   * @param signal {@code e^{−t}}
   * @param points {@code [n, d]} row-major
   * @param targets {@code [n, d]}
   * @param exact {@code [n, d]}
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Draws(int dimension, double signal, double[] points, double[] targets, double[] exact) {

    /** {@code σ_t² |ŝ − s|²} at each, {@code [n]}. */
    double[] errors(ReluNetwork network) {
      return squares(network.at(points), exact);
    }

    /** {@code |ε̂ − ε|²} at each, {@code [n]}. */
    double[] losses(ReluNetwork network) {
      return squares(network.at(points), targets);
    }

    /** The same of the exact score: what no network can remove. */
    double[] leastLosses() {
      return squares(exact, targets);
    }

    private double[] squares(double[] one, double[] other) {
      double[] squares = new double[one.length / dimension];
      for (int i = 0; i < one.length; i++) {
        double difference = signal * (one[i] - other[i]);
        squares[i / dimension] += difference * difference;
      }
      return squares;
    }
  }
}
