package io.scorestream.diffusion.grid;

import java.util.Arrays;

/**
 * The times {@code 0 < t_min = τ_0 < τ_1 < … < τ_N = T} of a discretised diffusion, in units of the
 * Ornstein–Uhlenbeck time.
 *
 * <p>Timesteps are numbered {@code k = 1..N}, and network {@code k} is trained at {@code τ_k}.
 * {@code τ_0} is the sampler's output time and has no network. Immutable; equal by content.
 *
 * @param kind how the times are spaced
 * @param times {@code τ_0..τ_N}: at least two finite, positive, strictly increasing numbers
 */
@SuppressWarnings("ArrayRecordComponent")
public record TimeGrid(TimeGridKind kind, double[] times) {

  /**
   * @throws IllegalArgumentException if the times are fewer than two, not finite, not positive or
   *     not strictly increasing
   */
  public TimeGrid {
    times = times.clone();
    if (times.length < 2) {
      throw new IllegalArgumentException(
          "a time grid has " + times.length + " times; give at least two, t_min and T");
    }
    double previous = 0;
    for (int k = 0; k < times.length; k++) {
      if (!(times[k] > previous) || Double.isInfinite(times[k])) {
        throw new IllegalArgumentException(
            "time %s of the grid is %s, after %s; times must be finite, above 0 and increasing"
                .formatted(k, times[k], previous));
      }
      previous = times[k];
    }
  }

  /**
   * The grid of a kind that goes from {@code start} to {@code end} in {@code steps} steps.
   *
   * @param end {@code T}, greater than {@code start}; 4 to 5 for data of unit scale
   * @param start {@code t_min}, greater than 0
   * @param steps {@code N}, at least 1
   * @throws IllegalArgumentException if an argument is out of its range
   */
  public static TimeGrid of(TimeGridKind kind, double end, double start, int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("a time grid of " + steps + " steps; give at least 1");
    }
    if (!(start > 0) || !(end > start) || Double.isInfinite(end)) {
      throw new IllegalArgumentException(
          "a time grid from t_min = %s to T = %s; give 0 < t_min < T".formatted(start, end));
    }
    double[] times = kind.times(end, start, steps);
    times[0] = start;
    times[steps] = end;
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

  @Override
  public String toString() {
    return "TimeGrid[%s, t_min=%s, T=%s, N=%s]".formatted(kind, start(), end(), steps());
  }
}
