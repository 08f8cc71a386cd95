package io.scorestream.experiments.result;

/**
 * One number of an experiment beside the one that it should be.
 *
 * @param setting under which it was measured, such as {@code m = 100}; empty where there is one
 * @param quantity what was measured
 * @param expected what it should be
 * @param accepted which numbers agree with that
 * @param measured what it is
 * @param basis where the expected number comes from
 */
public record Check(
    String setting,
    String quantity,
    double expected,
    Accepted accepted,
    double measured,
    Basis basis) {

  /** A number that a closed form gives. */
  public static Check formula(
      String setting, String quantity, double expected, Accepted accepted, double measured) {
    return new Check(setting, quantity, expected, accepted, measured, Basis.FORMULA);
  }

  /** A number that an integral gives. */
  public static Check quadrature(
      String setting, String quantity, double expected, Accepted accepted, double measured) {
    return new Check(setting, quantity, expected, accepted, measured, Basis.QUADRATURE);
  }

  /** A number that was simulated before. */
  public static Check simulation(
      String setting, String quantity, double expected, Accepted accepted, double measured) {
    return new Check(setting, quantity, expected, accepted, measured, Basis.SIMULATION);
  }

  /** A number that must not be greater than a limit. */
  public static Check atMost(String setting, String quantity, double limit, double measured) {
    return new Check(setting, quantity, limit, Accepted.atMost(limit), measured, Basis.BOUND);
  }

  /** A number that must not be less than a limit. */
  public static Check atLeast(String setting, String quantity, double limit, double measured) {
    return new Check(setting, quantity, limit, Accepted.atLeast(limit), measured, Basis.BOUND);
  }

  /** Whether the number is as expected. */
  public boolean holds() {
    return accepted.holds(measured);
  }
}
