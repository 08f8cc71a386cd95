package io.scorestream.experiments.matching;

import io.scorestream.diffusion.law.DiffusedLaw;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Exact minimisation of {@code Σ_i |f(x_i) + z_i/σ|²} over a finite class of scores. Sums grow as
 * samples come. Used by one thread.
 *
 * <p>Candidates that differ only where no sample has been have sums that are equal to the last bit:
 * equals are told apart by a fair draw, since the order in which they are listed says nothing.
 */
public final class EmpiricalRisk {
  private final List<DiffusedLaw> candidates;
  private final double[] sums;

  /**
   * @param candidates the class, at least one
   */
  public EmpiricalRisk(List<DiffusedLaw> candidates) {
    this.candidates = List.copyOf(candidates);
    this.sums = new double[candidates.size()];
  }

  /** Takes all samples in. */
  public void add(NoisyDraws draws) {
    add(draws, 0, draws.size());
  }

  /** Takes in the samples {@code from..to − 1}. */
  public void add(NoisyDraws draws, int from, int to) {
    int d = draws.dimension();
    double[] point = new double[d];
    double[] score = new double[d];
    for (int candidate = 0; candidate < sums.length; candidate++) {
      DiffusedLaw law = candidates.get(candidate);
      double sum = sums[candidate];
      for (int row = from; row < to; row++) {
        System.arraycopy(draws.points(), row * d, point, 0, d);
        law.score(point, score);
        sum += squaredDistance(score, draws.targets(), row * d);
      }
      sums[candidate] = sum;
    }
  }

  private static double squaredDistance(double[] score, double[] targets, int offset) {
    double square = 0;
    for (int i = 0; i < score.length; i++) {
      double difference = score[i] - targets[offset + i];
      square += difference * difference;
    }
    return square;
  }

  /** The sum of a candidate so far. */
  public double sum(int candidate) {
    return sums[candidate];
  }

  /** The candidate with the least sum, drawn from {@code rng} where several have it. */
  public int minimiser(RandomGenerator rng) {
    double least = Arrays.stream(sums).min().orElseThrow();
    int[] equals = IntStream.range(0, sums.length).filter(i -> sums[i] == least).toArray();
    return equals.length == 1 ? equals[0] : equals[rng.nextInt(equals.length)];
  }
}
