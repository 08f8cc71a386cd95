package io.scorestream.diffusion.forecast;

import java.util.List;

/**
 * How the samples that the theory asks for change with what is asked, {@code m = const · N d P D
 * log Θ / (ε² δ)}: Gupta, Parulekar, Price, Xun (NeurIPS 2024), Lemma A.1, with the number of
 * timesteps N explicit, over which a union bound splits δ. The constant is not known, and no m
 * comes of this: ratios alone mean something.
 *
 * @param timesteps N
 * @param dimension d
 * @param parameters P, of one network
 * @param depth D, layers of weights
 */
public record TheoremPanel(int timesteps, int dimension, long parameters, int depth) {

  /** What is proportional to what. */
  public static final String FORMULA = "m = const · N · d · P · D · log Θ / (ε² · δ)";

  /**
   * A change and its price.
   *
   * @param change in words
   * @param factor by which m grows
   */
  public record Ratio(String change, double factor) {}

  /** Every change that is worth a line. */
  public List<Ratio> ratios() {
    return List.of(
        new Ratio("halve ε", factor(1, 1, 1, 1, 0.5, 1)),
        new Ratio("halve δ", factor(1, 1, 1, 1, 1, 0.5)),
        new Ratio("double P, the weights of a network", factor(1, 1, 2, 1, 1, 1)),
        new Ratio("double D, its layers", factor(1, 1, 1, 2, 1, 1)),
        new Ratio("double d, the dimension", factor(1, 2, 1, 1, 1, 1)),
        new Ratio("double N, the timesteps", factor(2, 1, 1, 1, 1, 1)),
        new Ratio("halve ε and δ, with 4 N timesteps", factor(4, 1, 1, 1, 0.5, 0.5)));
  }

  private static double factor(
      double timesteps,
      double dimension,
      double parameters,
      double depth,
      double epsilon,
      double delta) {
    return timesteps * dimension * parameters * depth / (epsilon * epsilon * delta);
  }
}
