package io.scorestream.run.network;

import java.util.List;

/**
 * A point of the run's time grid.
 *
 * @param number {@code k} in {@code 1..N}, its place in the whole grid, whichever bank holds it
 * @param time {@code τ_k} of the forward process, in (0, 20]; later than that a float32 holds
 *     nothing of the data
 * @param network that answers for it, by the number of the first timestep that it answers for
 */
public record Timestep(int number, double time, int network) {
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
    if (network < 1 || network > number) {
      throw new IllegalArgumentException(
          "timestep %s has network %s; a network's number is that of its first timestep"
              .formatted(number, network));
    }
  }

  /** One that has a network of its own. */
  public Timestep(int number, double time) {
    this(number, time, number);
  }

  /** Numbers of the networks that answer for timesteps, each once, in their order. */
  public static List<Integer> networks(List<Timestep> timesteps) {
    return timesteps.stream().map(Timestep::network).distinct().toList();
  }
}
