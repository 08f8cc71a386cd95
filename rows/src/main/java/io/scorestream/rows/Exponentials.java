package io.scorestream.rows;

/**
 * Exponentials of many numbers at once, to 6e-13 of each: {@code (e^r)^1024} with {@code r =
 * x/1024}, of which a polynomial gives {@code e^r} and ten squarings the rest. Multiplications and
 * additions alone, so that HotSpot makes vector instructions of the loop, in a quarter of the time
 * that {@link Math#exp} takes; every machine gives the same bits.
 *
 * <p>Each squaring doubles the relative error of what it squares, which is why it is not that of
 * {@link Math#exp}: 1024 times the two or three roundings, of {@code 2^-53} each, of the
 * polynomial, and one of the squarings. A number of 0 gives exactly 1.
 */
public final class Exponentials {

  /** The largest relative error, for numbers from {@link #LEAST} to 0. */
  public static final double ERROR = 6e-13;

  /** What numbers below it count as, so that no result, 1e-304 or above, is slow to multiply. */
  public static final double LEAST = -700;

  private static final double POWER = 1024;

  /*
   * (e^r − 1)/r on [−0.684, 0], to within 3e-18 of e^r: by Remez' exchange, where a Taylor
   * polynomial would have needed four terms more.
   */
  private static final double C0 = 0x1.ffffffffffffap-1;
  private static final double C1 = 0x1.ffffffffffc09p-2;
  private static final double C2 = 0x1.555555554738cp-3;
  private static final double C3 = 0x1.555555522f54dp-5;
  private static final double C4 = 0x1.111110a80ac5ap-7;
  private static final double C5 = 0x1.6c16b020baa20p-10;
  private static final double C6 = 0x1.a018219bccd92p-13;
  private static final double C7 = 0x1.9ff730eda170fp-16;
  private static final double C8 = 0x1.7030a68a8feb6p-19;
  private static final double C9 = 0x1.1a9920fe92f1ep-22;
  private static final double C10 = 0x1.3192105a6720ap-26;

  private Exponentials() {}

  /**
   * Puts {@code e^x} in the place of each of the first numbers. Quick from some hundreds on.
   *
   * @param numbers at most 0; NaN stays NaN
   * @param count of them, from the first on
   */
  public static void replace(double[] numbers, int count) {
    takeRoots(numbers, count);
    raise(numbers, count);
  }

  /**
   * {@code e^{x/1024}}, by Horner's rule: where coefficients are paired, as shortens the wait for
   * each, HotSpot does not see that the loop is one of vectors.
   */
  private static void takeRoots(double[] numbers, int count) {
    for (int i = 0; i < count; i++) {
      double r = Math.max(numbers[i], LEAST) * (1 / POWER);
      double sum = C7 + r * (C8 + r * (C9 + r * C10));
      sum = C3 + r * (C4 + r * (C5 + r * (C6 + r * sum)));
      numbers[i] = 1 + r * (C0 + r * (C1 + r * (C2 + r * sum)));
    }
  }

  /** The 1024th power. */
  private static void raise(double[] roots, int count) {
    for (int i = 0; i < count; i++) {
      double power = roots[i];
      power *= power;
      power *= power;
      power *= power;
      power *= power;
      power *= power;
      power *= power;
      power *= power;
      power *= power;
      power *= power;
      roots[i] = power * power;
    }
  }
}
