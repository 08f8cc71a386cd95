package io.scorestream.embedded;

/**
 * Where the broker and the registry listen on 127.0.0.1.
 *
 * @param kafka the broker's
 * @param registry the registry's
 */
public record StackPorts(KafkaPorts kafka, RegistryPorts registry) {
  /** A free port for each. */
  public static final StackPorts FREE = new StackPorts(KafkaPorts.FREE, RegistryPorts.FREE);

  private static final int HIGHEST_BASE = Ports.HIGHEST - 3;

  /**
   * Four ports in a row: broker on {@code base}, registry on the next, then the controller and the
   * registry's management.
   *
   * @param base from 1 to 65532
   * @throws IllegalArgumentException if {@code base} is out of that range
   */
  public static StackPorts from(int base) {
    if (base < 1 || base > HIGHEST_BASE) {
      throw new IllegalArgumentException(
          "port " + base + " is not between 1 and " + HIGHEST_BASE + ": four in a row are taken");
    }
    return new StackPorts(new KafkaPorts(base, base + 2), new RegistryPorts(base + 1, base + 3));
  }
}
