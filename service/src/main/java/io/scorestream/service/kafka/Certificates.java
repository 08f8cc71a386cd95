package io.scorestream.service.kafka;

import io.scorestream.service.metrics.Meters;
import io.scorestream.service.metrics.ServiceMeters;
import io.scorestream.service.settings.ConnectionSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * When the certificates end that Kafka and the registry show. From then on nobody can speak to
 * them, so that it has to be known before.
 */
public final class Certificates {

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration KEPT = Duration.ofHours(1);
  private static final int HTTPS_PORT = 443;

  private Certificates() {}

  /**
   * The servers that are spoken to by TLS, as {@code host:port}: the brokers to start from, and the
   * registry. A pure function.
   */
  public static List<String> servers(ConnectionSettings connection) {
    String protocol = connection.kafka().getOrDefault("security.protocol", "PLAINTEXT");
    Stream<String> brokers =
        protocol.toUpperCase(Locale.ROOT).endsWith("SSL")
            ? Arrays.stream(connection.bootstrapServers().split(",", -1)).map(String::strip)
            : Stream.of();
    Stream<String> registries =
        Arrays.stream(connection.registryUrl().split(",", -1))
            .map(String::strip)
            .filter(url -> url.startsWith("https://"))
            .map(URI::create)
            .map(url -> url.getHost() + ":" + (url.getPort() < 0 ? HTTPS_PORT : url.getPort()));
    return Stream.concat(brokers, registries).distinct().toList();
  }

  /**
   * When the first of the certificates ends that a server shows: its own or one of the authorities
   * above it.
   *
   * @param server {@code host:port}
   * @throws IOException when it does not answer within three seconds, or not by TLS
   */
  public static Instant end(String server) throws IOException {
    int colon = server.lastIndexOf(':');
    String host = server.substring(0, colon).replaceAll("[\\[\\]]", "");
    int millis = Math.toIntExact(PATIENCE.toMillis());
    try (Socket plain = new Socket()) {
      plain.connect(
          new InetSocketAddress(host, Integer.parseInt(server.substring(colon + 1))), millis);
      plain.setSoTimeout(millis);
      try (SSLSocket socket =
          (SSLSocket)
              reading()
                  .getSocketFactory()
                  .createSocket(plain, host, plain.getPort(), /* autoClose= */ true)) {
        socket.startHandshake();
        return first(socket.getSession().getPeerCertificates());
      }
    }
  }

  /** Shows when the certificates of a connection end, for as long as the service lives. */
  public static void watch(ConnectionSettings connection, Meters meters) {
    for (String server : servers(connection)) {
      Watched watched = new Watched(server);
      meters.watch(ServiceMeters.CERTIFICATE_END, watched::seconds, server);
    }
  }

  private static Instant first(Certificate[] chain) {
    List<Instant> ends = new ArrayList<>();
    for (Certificate certificate : chain) {
      if (certificate instanceof X509Certificate dated) {
        ends.add(dated.getNotAfter().toInstant());
      }
    }
    return ends.stream().min(Instant::compareTo).orElse(Instant.MAX);
  }

  /** Nothing but dates is read, and nothing sent: whom to trust is for the clients to decide. */
  private static SSLContext reading() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Anybody()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("this JVM has no TLS", e);
    }
  }

  /** The end as it was within the last hour; NaN until it is known. Safe from any thread. */
  private static final class Watched {

    private final String server;
    private double seconds = Double.NaN;
    private long asked = System.nanoTime() - KEPT.toNanos();

    Watched(String server) {
      this.server = server;
    }

    synchronized double seconds() {
      if (System.nanoTime() - asked >= KEPT.toNanos()) {
        asked = System.nanoTime();
        try {
          seconds = end(server).getEpochSecond();
        } catch (IOException e) {
          // That a server is gone is told by others; its certificate is the one that it had.
          asked -= KEPT.toNanos() - Duration.ofMinutes(1).toNanos();
        }
      }
      return seconds;
    }
  }

  private static final class Anybody extends X509ExtendedTrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
