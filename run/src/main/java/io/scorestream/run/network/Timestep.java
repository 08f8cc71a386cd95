package io.scorestream.run.network;

/**
 * A point of the run's time grid.
 *
 * @param number {@code k} in {@code 1..N}, its place in the whole grid, whichever bank holds it
 * @param time {@code τ_k} of the forward process, in (0, 20]; later than that a float32 holds
 *     nothing of the data
 */
public record Timestep(int number, double time) {
  private static final double LATEST = 20;

  /** Checks the ranges; throws {@link IllegalArgumentException}. */
  public Timestep {
    if (number < 1) {
      throw new IllegalArgumentException(
          "timestep number is " + number + "; timesteps count from 1");
    }
    if (!(time > 0 && time <= LATEST)) {
      throw new IllegalArgumentException(
          "time of timestep %s is %s; give one above 0 and at most %s"
              .formatted(number, time, LATEST));
    }
  }
}
