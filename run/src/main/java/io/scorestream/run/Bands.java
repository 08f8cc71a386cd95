package io.scorestream.run;

/**
 * Neighbouring timesteps as they have networks in common: N timesteps in B bands, whose sizes
 * differ by one at most. Where each timestep has a network of its own, B is N.
 *
 * @param timesteps N
 * @param count B, in 1..N
 */
record Bands(int timesteps, int count) {

  /** The first timestep of a band, from 0; of the B-th, N + 1. */
  int first(int band) {
    return 1 + (int) ((long) band * timesteps / count);
  }

  /** The band of a timestep in 1..N. */
  int of(int timestep) {
    return (int) (((long) timestep * count - 1) / timesteps);
  }
}
