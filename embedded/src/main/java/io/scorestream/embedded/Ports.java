package io.scorestream.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of 127.0.0.1. */
public final class Ports {
  static final int HIGHEST = 65535;

  /** Below those that systems give to outgoing connections, which could take one meanwhile. */
  private static final int LOWEST_FREE = 16384;

  private static final int HIGHEST_FREE = 32767;

  private static final int ATTEMPTS = 1000;

  private static final Set<Integer> HANDED_OUT = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /** Passes if the two are ports or 0, and not the same one. */
  static void requireTwo(int port, int other) {
    requireInRange(port);
    requireInRange(other);
    if (port == other && port != 0) {
      throw new IllegalArgumentException("port " + port + " cannot be used for two things");
    }
  }

  private static void requireInRange(int port) {
    if (port < 0 || port > HIGHEST) {
      throw new IllegalArgumentException("port " + port + " is not between 0 and " + HIGHEST);
    }
  }

  /**
   * A port to be bound later, between 16384 and 32767: free a moment ago, and never given twice by
   * one process. Another process may still be faster, which whoever binds it must be ready for.
   *
   * @throws EmbeddedStartException if a thousand tried ones were taken
   */
  public static int free() {
    return freeBut(0);
  }

  /** The port itself, or where it is 0 a {@link #free} one that is not the other. */
  static int orFree(int port, int other) {
    return port == 0 ? freeBut(other) : port;
  }

  private static int freeBut(int other) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST_FREE, HIGHEST_FREE + 1);
      if (port != other && isFree(port) && HANDED_OUT.add(port)) {
        return port;
      }
    }
    throw new EmbeddedStartException(
        "Of the ports " + LOWEST_FREE + " to " + HIGHEST_FREE + " of 127.0.0.1 none is free",
        "End what listens there, or give ports with --port.");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = bind(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
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
