package io.scorestream.diffusion.forecast;

import java.util.function.DoubleUnaryOperator;

/** What a fit to the milestones of one stream says of any curve {@code c + A m^{−b}}. Immutable. */
public abstract sealed class Trend permits ErrorTrend, LossTrend {

  /** Fewer milestones than this say nothing of three numbers. */
  public static final int FEWEST = 4;

  final TrendPosterior posterior;
  private final long newest;
  private final int milestones;
  private final double confidence;

  Trend(TrendPosterior posterior, long newest, int milestones, double confidence) {
    this.posterior = posterior;
    this.newest = newest;
    this.milestones = milestones;
    this.confidence = confidence;
  }

  /**
   * @throws IllegalArgumentException for fewer milestones than a fit takes
   */
  static void requireEnough(int milestones) {
    if (milestones < FEWEST) {
      throw new IllegalArgumentException(
          milestones + " milestones; a fit takes at least " + FEWEST);
    }
  }

  /** The newest m in the fit. */
  public long newest() {
    return newest;
  }

  /** How many milestones are in the fit. */
  public int milestones() {
    return milestones;
  }

  /** Of every interval. */
  public double confidence() {
    return confidence;
  }

  /** b. */
  public Interval exponent() {
    return exponential(posterior.exponent());
  }

  /** Of a quantity whose logarithm is known. */
  final Interval exponential(NormalMixture logarithm) {
    return interval(p -> Math.exp(logarithm.quantile(p)));
  }

  /** The median, and the quantiles between which the quantity lies with the confidence. */
  final Interval interval(DoubleUnaryOperator quantile) {
    double tail = (1 - confidence) / 2;
    return new Interval(
        quantile.applyAsDouble(0.5),
        quantile.applyAsDouble(tail),
        quantile.applyAsDouble(1 - tail));
  }
}
