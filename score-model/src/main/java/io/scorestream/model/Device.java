package io.scorestream.model;

/**
 * What a bank computes on.
 *
 * @param kind CPU or GPU
 * @param name of all that last bits depend on, as far as it is known: the device's type, the number
 *     of processors, TensorFlow's version. The same networks, samples and seeds give the same bits
 *     on two CPUs of one name
 * @param reason for people: why it and no other
 */
public record Device(Kind kind, String name, String reason) {
  /** Kinds of device that the engine drives. */
  public enum Kind {
    /** The host's processors. */
    CPU,
    /** The first CUDA device that the process sees. */
    GPU;

    /** What asks for this and nothing else. */
    DevicePreference preference() {
      return this == GPU ? DevicePreference.GPU : DevicePreference.CPU;
    }
  }

  /** For people. */
  public String description() {
    return name + " (" + reason + ")";
  }
}
