package io.scorestream.diffusion.grid;

import java.util.Arrays;

/**
 * The times {@code t_min = τ_0 < τ_1 < … < τ_N = T} of a discretised diffusion, in units of the
 * Ornstein–Uhlenbeck time.
 *
 * <p>Timesteps are numbered {@code k = 1..N}, and network {@code k} is trained at {@code τ_k}.
 * {@code τ_0} is the sampler's output time and has no network. Immutable; equal by content.
 */
public record TimeGrid(TimeGridKind kind, double[] times) {

  public TimeGrid {
    times = times.clone();
  }

  /** The grid of {@code steps} steps from {@code start} (t_min) to {@code end} (T). */
  public static TimeGrid of(TimeGridKind kind, double end, double start, int steps) {
    double[] times = new double[steps + 1];
    for (int k = 0; k <= steps; k++) {
      times[k] = start * Math.pow(end / start, (double) k / steps);
    }
    return new TimeGrid(kind, times);
  }

  /** A copy of {@code τ_0..τ_N}, of length {@code N + 1}. */
  @Override
  public double[] times() {
    return times.clone();
  }

  /** The number of timesteps {@code N}. */
  public int steps() {
    return times.length - 1;
  }

  /** {@code τ_k} for {@code k} in {@code 0..N}. */
  public double time(int k) {
    return times[k];
  }

  /** {@code T = τ_N}. */
  public double end() {
    return times[steps()];
  }

  /** {@code t_min = τ_0}. */
  public double start() {
    return times[0];
  }

  /** {@code h_k = τ_k − τ_{k−1}} for {@code k} in {@code 1..N}. */
  public double step(int k) {
    return times[k] - times[k - 1];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TimeGrid grid && kind == grid.kind && Arrays.equals(times, grid.times);
  }

  @Override
  public int hashCode() {
    return 31 * kind.hashCode() + Arrays.hashCode(times);
  }
}
