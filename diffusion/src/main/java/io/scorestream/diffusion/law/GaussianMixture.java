package io.scorestream.diffusion.law;

import io.scorestream.rows.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * {@code Σ_j w_j N(μ_j, Σ_j)}. Diffused, each component is diffused and the weights stay.
 *
 * @param weights {@code w_j}, above 0, of sum 1 to within 1e-9
 * @param components {@code N(μ_j, Σ_j)}, at least one, all of one dimension
 */
@SuppressWarnings("ArrayRecordComponent")
public record GaussianMixture(double[] weights, List<GaussianLaw> components) implements Law {
  private static final double SUM_TOLERANCE = 1e-9;

  /**
   * @throws IllegalArgumentException if there is not one weight to a component, the weights are not
   *     positive or do not sum to 1, or the dimensions differ
   */
  public GaussianMixture {
    weights = weights.clone();
    components = List.copyOf(components);
    if (weights.length == 0 || weights.length != components.size()) {
      throw new IllegalArgumentException(
          "a mixture has %s weights and %s components; give at least one, and equally many"
              .formatted(weights.length, components.size()));
    }
    requireWeights(weights);
    int dimension = components.get(0).dimension();
    for (GaussianLaw component : components) {
      if (component.dimension() != dimension) {
        throw new IllegalArgumentException(
            "a mixture has components of %s and of %s coordinates; give one dimension"
                .formatted(dimension, component.dimension()));
      }
    }
  }

  private static void requireWeights(double[] weights) {
    double sum = 0;
    for (int j = 0; j < weights.length; j++) {
      if (!(weights[j] > 0)) {
        throw new IllegalArgumentException(
            "weight %s of a mixture is %s; give a number above 0".formatted(j, weights[j]));
      }
      sum += weights[j];
    }
    if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
      throw new IllegalArgumentException(
          "the weights of a mixture sum to %s; divide them by their sum".formatted(sum));
    }
  }

  /** A copy of the weights. */
  @Override
  public double[] weights() {
    return weights.clone();
  }

  @Override
  public int dimension() {
    return components.get(0).dimension();
  }

  @Override
  public void sample(RandomGenerator rng, Rows out) {
    out.requireDimension(dimension());
    GaussianSampler[] samplers =
        components.stream().map(GaussianLaw::sampler).toArray(GaussianSampler[]::new);
    for (int row = 0; row < out.count(); row++) {
      samplers[pick(rng.nextDouble())].draw(rng, out.numbers(), row * dimension());
    }
  }

  /** The component in whose stretch of the cumulative weights {@code uniform} falls. */
  private int pick(double uniform) {
    double rest = uniform;
    int j = 0;
    while (j < weights.length - 1 && rest >= weights[j]) {
      rest -= weights[j];
      j++;
    }
    return j;
  }

  @Override
  public DiffusedLaw diffusedTo(double t) {
    return diffusedTo(t, dimension());
  }

  /**
   * The law at time {@code t} where only the first coordinates get noise: what a condition's are
   * given, the score of the others is the gradient of its logarithm along these, since the law of
   * the condition does not depend on them.
   */
  DiffusedLaw diffusedTo(double t, int noised) {
    double[] logWeights = Arrays.stream(weights).map(Math::log).toArray();
    DiffusedGaussian[] diffused =
        components.stream()
            .map(component -> component.diffusedGaussian(t, noised))
            .toArray(DiffusedGaussian[]::new);
    return new DiffusedMixture(dimension(), logWeights, diffused);
  }

  @Override
  public double secondMoment() {
    double sum = 0;
    for (int j = 0; j < weights.length; j++) {
      sum += weights[j] * components.get(j).meanSquare();
    }
    return Math.sqrt(sum);
  }

  /** The law of the first coordinates alone. */
  public GaussianMixture first(int coordinates) {
    return new GaussianMixture(
        weights, components.stream().map(component -> component.first(coordinates)).toList());
  }

  /** The variance of each coordinate, {@code [d]}. */
  public double[] variances() {
    double[] variances = new double[dimension()];
    for (int i = 0; i < variances.length; i++) {
      double mean = 0;
      double square = 0;
      for (int j = 0; j < weights.length; j++) {
        double componentMean = components.get(j).mean()[i];
        double componentVariance = components.get(j).covariance()[i * dimension() + i];
        mean += weights[j] * componentMean;
        square += weights[j] * (componentMean * componentMean + componentVariance);
      }
      variances[i] = square - mean * mean;
    }
    return variances;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GaussianMixture law
        && Arrays.equals(weights, law.weights)
        && components.equals(law.components);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(weights) + components.hashCode();
  }

  @Override
  public String toString() {
    return "GaussianMixture[weights=%s, components=%s]"
        .formatted(Arrays.toString(weights), components);
  }
}
