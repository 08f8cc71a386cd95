package io.scorestream.model;

/**
 * What a bank computes on.
 *
 * @param kind CPU or GPU
 * @param description for people: the device, and why it and no other
 */
public record Device(Kind kind, String description) {
  /** Kinds of device that the engine drives. */
  public enum Kind {
    /** The host's processors. */
    CPU,
    /** The first CUDA device that the process sees. */
    GPU
  }
}
