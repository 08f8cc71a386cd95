package io.scorestream.transport.neighbours;

import io.scorestream.rows.Rows;
import io.scorestream.transport.Estimate;
import io.scorestream.transport.Measured;
import io.scorestream.transport.SquaredDistances;

/**
 * The distance to the closest record (DCR): of generated points, the share that lie closer to the
 * closest of their training samples than to the closest of as many samples that were held out. A
 * generator that copies nothing has one half in expectation, whatever it has learned, for then the
 * two sets are alike to it. Pure functions.
 */
public final class NearestRecord {

  private NearestRecord() {}

  /**
   * The share, with the interval of Clopper and Pearson at 95 %: about the draws of the generations
   * beside these very samples, of which there are other ones. Points as close to either say nothing
   * and are not counted, as copies of a sample that both sets have are; left out where all are.
   * Costs {@code n (t + h) d} operations.
   *
   * @param generated {@code [n, d]}, finite
   * @param trained {@code [t, d]}, finite
   * @param heldOut {@code [t, d]}, finite
   * @throws IllegalArgumentException if the last two are not alike
   */
  public static Measured<Estimate> closerToTrained(Rows generated, Rows trained, Rows heldOut) {
    trained.requireAlike(heldOut);
    SquaredDistances toTrained = SquaredDistances.between(generated, trained);
    SquaredDistances toHeldOut = SquaredDistances.between(generated, heldOut);
    int closer = 0;
    int told = 0;
    for (int i = 0; i < generated.count(); i++) {
      double one = least(toTrained.row(i));
      double other = least(toHeldOut.row(i));
      closer += one < other ? 1 : 0;
      told += one == other ? 0 : 1;
    }
    return told == 0
        ? Measured.leftOut("all generations are as close to training samples as to held-out ones")
        : Measured.of(Estimate.ofShare(closer, told));
  }

  private static double least(double[] squares) {
    double least = Double.POSITIVE_INFINITY;
    for (double square : squares) {
      least = Math.min(least, square);
    }
    return least;
  }
}
