package io.scorestream.model;

/** Where a bank is to compute. */
public enum DevicePreference {
  /** A GPU where one works, otherwise the CPU; {@link NetworkTrainer#device()} says which. */
  AUTO,
  /** The CPU, also where there is a GPU. */
  CPU,
  /** A GPU, or an error that says why there is none. */
  GPU
}
