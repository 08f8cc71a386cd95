package io.scorestream.service.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * Asks a service of this machine whether it is ready, as a container's health check that needs
 * nothing but a JVM: {@code java -cp <this jar> io.scorestream.service.http.HealthCheck [port]
 * [path]}. It speaks to the socket itself, since starting an HTTP client takes longer than asking.
 */
public final class HealthCheck {

  private static final int DEFAULT_PORT = 9404;
  private static final int TIMEOUT_MS = Math.toIntExact(Duration.ofSeconds(3).toMillis());

  private HealthCheck() {}

  /** Ends with 0 when the answer is a success, and with 1 otherwise. */
  public static void main(String[] args) {
    int port = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_PORT;
    System.exit(succeeds(port, args.length > 1 ? args[1] : "/ready") ? 0 : 1);
  }

  /** Whether a path is answered with a status of 2xx. */
  static boolean succeeds(int port, String path) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
      socket.setSoTimeout(TIMEOUT_MS);
      socket
          .getOutputStream()
          .write(("GET " + path + " HTTP/1.0\r\nHost: localhost\r\n\r\n").getBytes(US_ASCII));
      String status =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
      return status != null && status.matches("HTTP/1\\.[01] 2.*");
    } catch (IOException e) {
      return false;
    }
  }
}
