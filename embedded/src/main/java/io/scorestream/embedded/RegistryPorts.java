package io.scorestream.embedded;

/**
 * Where the embedded registry listens on 127.0.0.1.
 *
 * @param http for clients, 0 for a free one
 * @param management for its own health and metrics, 0 for a free one
 */
public record RegistryPorts(int http, int management) {
  /** A free port for each. */
  public static final RegistryPorts FREE = new RegistryPorts(0, 0);

  public RegistryPorts {
    Ports.requireTwo(http, management);
  }

  /**
   * These ports, with a free one in the place of a missing {@code http}; the registry itself takes
   * a free one where {@code management} is 0.
   */
  RegistryPorts resolved() {
    return new RegistryPorts(Ports.orFree(http, management), management);
  }
}
