package io.scorestream.experiments.matching;

import io.scorestream.diffusion.law.DiffusedLaw;
import io.scorestream.diffusion.law.Law;
import io.scorestream.diffusion.process.OrnsteinUhlenbeck;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The normalised error {@code σ_t|ŝ − s|} on the line without any draws: its quantiles under {@code
 * q_t} by the trapezoid rule on an even grid, good to three digits.
 */
public final class ErrorTail {
  private static final int NODES = 400_001;

  /** Errors, falling. */
  private final double[] errors;

  /** The probability of an error at least as large as each. */
  private final double[] reached;

  /**
   * @param truth in one dimension
   * @param estimate of its score at time {@code t}
   * @param reach beyond which, to both sides of 0, {@code q_t} has no mass worth counting
   */
  public ErrorTail(Law truth, double t, DiffusedLaw estimate, double reach) {
    DiffusedLaw exact = truth.diffusedTo(t);
    double sigma = OrnsteinUhlenbeck.sigma(t);
    double step = 2 * reach / (NODES - 1);
    double[] found = new double[NODES];
    double[] masses = new double[NODES];
    double[] x = new double[1];
    double[] one = new double[1];
    double[] other = new double[1];
    for (int i = 0; i < NODES; i++) {
      x[0] = i * step - reach;
      exact.score(x, one);
      estimate.score(x, other);
      found[i] = sigma * Math.abs(one[0] - other[0]);
      masses[i] = Math.exp(exact.logDensity(x)) * step;
    }
    int[] falling = falling(found);
    errors = new double[NODES];
    reached = new double[NODES];
    double sum = 0;
    for (int i = 0; i < NODES; i++) {
      sum += masses[falling[i]];
      errors[i] = found[falling[i]];
      reached[i] = sum;
    }
  }

  private static int[] falling(double[] numbers) {
    return IntStream.range(0, numbers.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -numbers[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** {@code σ_t·D^δ}: the error that draws reach with probability δ. */
  public double robust(double delta) {
    int i = 0;
    while (i < NODES - 1 && reached[i] < delta) {
      i++;
    }
    return errors[i];
  }
}
