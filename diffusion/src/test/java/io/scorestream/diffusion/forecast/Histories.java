package io.scorestream.diffusion.forecast;

import io.scorestream.diffusion.process.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;

/** Errors of milestones to test with. */
final class Histories {

  static final double CONFIDENCE = 0.95;

  private Histories() {}

  /** Milestones 256, 512, … with exactly the errors of a curve, known within a share either way. */
  static List<MilestoneError> of(int milestones, DoubleUnaryOperator curve, double share) {
    List<MilestoneError> errors = new ArrayList<>();
    for (int i = 0; i < milestones; i++) {
      long m = 256L << i;
      double error = curve.applyAsDouble((double) m);
      errors.add(new MilestoneError(m, error, error * (1 - share), error * (1 + share)));
    }
    return errors;
  }

  /** As above, each off its curve by chance, independently. */
  static List<MilestoneError> scattered(
      int milestones, DoubleUnaryOperator curve, double spread, long seed) {
    RandomGenerator rng = Seeds.generator(seed);
    return of(
        milestones, m -> curve.applyAsDouble(m) * Math.exp(spread * rng.nextGaussian()), 0.02);
  }
}
