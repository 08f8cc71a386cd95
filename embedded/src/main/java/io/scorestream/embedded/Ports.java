package io.scorestream.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** TCP ports of 127.0.0.1. */
final class Ports {
  static final int HIGHEST = 65535;

  private Ports() {}

  static void requireInRange(int port) {
    if (port < 0 || port > HIGHEST) {
      throw new IllegalArgumentException("port " + port + " is not between 0 and " + HIGHEST);
    }
  }

  /**
   * The port itself, or where it is 0 one that was free a moment ago; whoever binds it must be
   * ready to find that another process was faster.
   */
  static int orFree(int port) {
    if (port != 0) {
      return port;
    }
    try (ServerSocket socket = bind(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on 127.0.0.1", e);
    }
  }

  /**
   * Passes if the port can be bound; 0 always can.
   *
   * @param port the port asked for
   * @param purpose what it is for, as in "the broker"
   * @throws EmbeddedStartException if another process listens there, or the user may not
   */
  static void requireFree(int port, String purpose) {
    if (port == 0) {
      return;
    }
    try (ServerSocket socket = bind(port)) {
      assert socket.isBound();
    } catch (IOException e) {
      throw taken(port, purpose, e);
    }
  }

  static EmbeddedStartException taken(int port, String purpose, Throwable cause) {
    return new EmbeddedStartException(
        "Port "
            + port
            + " on 127.0.0.1, meant for "
            + purpose
            + ", cannot be used ("
            + cause.getMessage()
            + ")",
        "End the process that listens there, give another port with --port, or leave --port out to"
            + " have free ones chosen.",
        cause);
  }

  private static ServerSocket bind(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
  }
}
