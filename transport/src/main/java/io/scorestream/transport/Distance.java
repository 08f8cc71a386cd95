package io.scorestream.transport;

/**
 * A distance and how far arithmetic may have moved it: by what a plan may be above the best one, by
 * what an iteration lacks, and by rounding. Bounds are worked out from the numbers at hand, before
 * or after; none is a guess at the truth.
 *
 * @param value at least 0, finite
 * @param bound the true distance of the points is at most this away; at least 0, 0 where the value
 *     is exact
 */
public record Distance(double value, double bound) {

  /** The share of a distance, or of its noise floor, that arithmetic may be unsure of. */
  static final double TOLERANCE = 1e-3;

  /** Roundings of a part before it is added. */
  private static final int FEW = 8;

  /** The unit roundoff of double precision, {@code 2^-53}. */
  public static final double ROUNDOFF = 0x1p-53;

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public Distance {
    if (!(value >= 0 && Double.isFinite(value) && bound >= 0)) {
      throw new IllegalArgumentException("a distance of %s within %s".formatted(value, bound));
    }
  }

  /**
   * The root of a squared distance.
   *
   * @param square at least 0
   * @param above by how much it may be too large, at least 0
   * @param below by how much it may be too small, at least 0
   */
  public static Distance ofSquare(double square, double above, double below) {
    double value = Math.sqrt(square);
    return new Distance(
        value,
        Math.max(
            value - Math.sqrt(Math.max(0, square - above)), Math.sqrt(square + below) - value));
  }

  /**
   * A distance that is a sum of so many parts, each at least 0, and loses no digits but by adding
   * them.
   */
  public static Distance ofSum(double value, long parts) {
    return new Distance(value, ROUNDOFF * (parts + FEW) * value);
  }

  /**
   * This distance where three digits of it are sure, or of the floor beside it where that is
   * larger.
   *
   * @param floor what such distances are between samples of one law; 0 where that is not known
   */
  public Measured<Distance> sureBeside(double floor) {
    double larger = Math.max(value, floor);
    return bound <= TOLERANCE * larger
        ? Measured.of(this)
        : Measured.leftOut(
            ("arithmetic may be off by %s where %s is to be seen: some points lie so far out that"
                    + " their rounding drowns what the others have")
                .formatted((float) bound, (float) larger));
  }
}
