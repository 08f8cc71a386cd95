package io.scorestream.embedded;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;

/** Who may connect to a server of this machine. */
final class Loopback {
  private Loopback() {}

  /** Whether a server listens on 127.0.0.1 and not on 127.0.0.2, so not on all addresses. */
  static boolean onlyThere(int port) throws IOException {
    return accepts(1, port) && !accepts(2, port);
  }

  private static boolean accepts(int lastByte, int port) throws IOException {
    InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) lastByte});
    try (Socket socket = new Socket(address, port)) {
      return socket.isConnected();
    } catch (ConnectException e) {
      return false;
    }
  }
}
