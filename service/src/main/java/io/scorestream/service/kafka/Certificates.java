package io.scorestream.service.kafka;

import io.scorestream.service.metrics.Meters;
import io.scorestream.service.metrics.ServiceMeters;
import io.scorestream.service.settings.ConnectionSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * The certificates that Kafka and the registry show. From their end on nobody can speak to them, so
 * that it has to be known before.
 */
public final class Certificates {

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration KEPT = Duration.ofHours(1);
  private static final int HTTPS_PORT = 443;

  /** How Kafka's clients and the registry's match names. */
  private static final String IDENTIFICATION = "https";

  private Certificates() {}

  /**
   * The servers that are spoken to by TLS, as {@code host:port}: the brokers to start from, and the
   * registry. A pure function.
   */
  public static List<String> servers(ConnectionSettings connection) {
    Stream<String> brokers =
        hasBrokers(connection)
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

  /** Whether brokers are spoken to by TLS. A pure function. */
  public static boolean hasBrokers(ConnectionSettings connection) {
    String protocol = connection.kafka().getOrDefault("security.protocol", "PLAINTEXT");
    return protocol.toUpperCase(Locale.ROOT).endsWith("SSL");
  }

  /**
   * The certificate that a server shows, and what is wrong with it. By whom it is signed, and
   * whether it is trusted, is for clients to decide.
   *
   * @param server {@code host:port}
   * @param connection says whether clients hold the certificate to the server's name
   * @throws IOException when it does not answer within three seconds, or not by TLS
   */
  public static ServerCertificate of(String server, ConnectionSettings connection, Instant now)
      throws IOException {
    List<X509Certificate> chain = chain(server);
    boolean isNamed =
        !connection
            .kafka()
            .getOrDefault("ssl.endpoint.identification.algorithm", IDENTIFICATION)
            .isEmpty();
    return ServerCertificate.of(server, chain, isNamed ? misnamed(server) : Optional.empty(), now);
  }

  /** When the first of the certificates ends that a server shows, or an authority above it. */
  private static Instant end(String server) throws IOException {
    return ServerCertificate.of(server, chain(server), Optional.empty(), Instant.now()).end();
  }

  private static List<X509Certificate> chain(String server) throws IOException {
    try (SSLSocket socket = connected(server, new Anybody())) {
      socket.startHandshake();
      return Arrays.stream(socket.getSession().getPeerCertificates())
          .map(X509Certificate.class::cast)
          .toList();
    }
  }

  /** Why this JVM does not take the certificate for one of the server's name, where it does not. */
  private static Optional<String> misnamed(String server) throws IOException {
    try (SSLSocket socket = connected(server, new AnybodyOfThatName())) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm(IDENTIFICATION);
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return Optional.empty();
    } catch (SSLHandshakeException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static SSLSocket connected(String server, TrustManager trust) throws IOException {
    int colon = server.lastIndexOf(':');
    String host = server.substring(0, colon).replaceAll("[\\[\\]]", "");
    int millis = Math.toIntExact(PATIENCE.toMillis());
    Socket plain = new Socket();
    try {
      plain.connect(
          new InetSocketAddress(host, Integer.parseInt(server.substring(colon + 1))), millis);
      plain.setSoTimeout(millis);
      return (SSLSocket)
          reading(trust)
              .getSocketFactory()
              .createSocket(plain, host, plain.getPort(), /* autoClose= */ true);
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  /** Shows when the certificates of a connection end, for as long as the service lives. */
  public static void watch(ConnectionSettings connection, Meters meters) {
    for (String server : servers(connection)) {
      Watched watched = new Watched(server);
      meters.watch(ServiceMeters.CERTIFICATE_END, watched::seconds, server);
    }
  }

  /** Nothing is sent: whom to trust is for the clients to decide. */
  private static SSLContext reading(TrustManager trust) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
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

  /** None of the extended kind, so that the JVM holds the certificate to the name by itself. */
  private static final class AnybodyOfThatName implements X509TrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
