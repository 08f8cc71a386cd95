package io.scorestream.evaluator.wasserstein;

import io.scorestream.service.settings.Durations;
import io.scorestream.transport.Measured;
import java.time.Duration;
import java.util.function.IntToDoubleFunction;

/**
 * Chooses how many points and floor pairs a distance takes, such that the distance and its floor
 * are estimated to keep to half of a share of the time that one milestone's distances may take.
 *
 * <p>All points and wanted pairs where they fit; else as many pairs as fit, but at least 5; else
 * half of the points, and so on down to 100. Where even 5 pairs of 100 points do not fit, there is
 * no distance. Floors are kept, so that milestones after a reference's first take a fraction of
 * this.
 *
 * @param time that all distances of one milestone may take
 */
record Budget(Duration time) {
  /** Estimates are of a core of its own and a warm JVM; beside training, both are rare. */
  private static final double HEADROOM = 2;

  private static final int FEWEST_PAIRS = 5;
  private static final int FEWEST_POINTS = 100;

  /**
   * What is measured.
   *
   * @param n points of each set
   * @param pairs of sets that give the floor
   */
  record Effort(int n, int pairs) {}

  /**
   * The effort that fits; left out where none does.
   *
   * @param share of the time, in (0, 1]
   * @param points that there are and that the distance takes at most, at least 1
   * @param wantedPairs at least 2
   * @param seconds that one distance between sets of so many points takes
   */
  Measured<Effort> effort(double share, int points, int wantedPairs, IntToDoubleFunction seconds) {
    int fewest = Math.min(wantedPairs, FEWEST_PAIRS);
    for (int n = points; n >= Math.min(points, FEWEST_POINTS); n /= 2) {
      double fitting = share * time.toNanos() / 1e9 / (HEADROOM * seconds.applyAsDouble(n)) - 1;
      if (fitting >= fewest) {
        return Measured.of(new Effort(n, (int) Math.min(wantedPairs, fitting)));
      }
    }
    return Measured.leftOut(
        "even of few points it would take more than its share of the budget; raise"
            + " distances.budget, which is "
            + Durations.text(time));
  }
}
