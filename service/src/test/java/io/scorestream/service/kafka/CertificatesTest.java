package io.scorestream.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scorestream.service.metrics.Meters;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.topics.TopicCatalogue;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {

  private static final char[] PASSWORD = "unimportant".toCharArray();

  @TempDir private Path folder;

  @Test
  void servers_areThoseThatAreSpokenToByTls() {
    assertThat(Certificates.servers(connection("a:1, b:2", "http://r:8081", "SASL_PLAINTEXT")))
        .isEmpty();
    assertThat(Certificates.servers(connection("a:1, b:2", "http://r:8081", "SASL_SSL")))
        .containsExactly("a:1", "b:2");
    assertThat(Certificates.servers(connection("a:1", "https://u:p@r/x,https://s:8443", "ssl")))
        .containsExactly("a:1", "r:443", "s:8443");
  }

  /** Nobody vouches for it, and it names no host: its end is read all the same. */
  @Test
  void end_isThatOfTheCertificateThatAServerShows() throws Exception {
    KeyStore keys = certificate("CN=nobody", 9);
    try (ServerSocket server = tls(keys)) {
      String address = "127.0.0.1:" + server.getLocalPort();
      Instant expected = ((X509Certificate) keys.getCertificate("it")).getNotAfter().toInstant();
      assertThat(Certificates.end(address)).isEqualTo(expected);

      SimpleMeterRegistry registry = new SimpleMeterRegistry();
      Certificates.watch(connection(address, "http://r:1", "SSL"), Meters.in(registry));
      assertThat(registry.get("scorestream.certificate.end.timestamp").gauge().value())
          .isEqualTo((double) expected.getEpochSecond());
    }
  }

  @Test
  void aServerThatIsNotThere_isNoEnd() throws IOException {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Certificates.end("127.0.0.1:" + port));
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Certificates.watch(connection("127.0.0.1:" + port, "http://r:1", "SSL"), Meters.in(registry));
    assertThat(registry.get("scorestream.certificate.end.timestamp").gauge().value()).isNaN();
  }

  private static ConnectionSettings connection(String brokers, String registry, String protocol) {
    return new ConnectionSettings(
        brokers, registry, new TopicCatalogue("shop"), Map.of("security.protocol", protocol));
  }

  private KeyStore certificate(String name, int days) throws Exception {
    Path file = folder.resolve("keys.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process made =
        new ProcessBuilder(
                List.of(
                    keytool,
                    "-genkeypair",
                    "-alias",
                    "it",
                    "-keyalg",
                    "EC",
                    "-validity",
                    String.valueOf(days),
                    "-dname",
                    name,
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    file.toString(),
                    "-storepass",
                    new String(PASSWORD)))
            .inheritIO()
            .start();
    assertThat(made.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  private static ServerSocket tls(KeyStore keys) throws Exception {
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    ServerSocket server =
        context.getServerSocketFactory().createServerSocket(0, 8, InetAddress.getLoopbackAddress());
    Thread shows = new Thread(() -> showAll(server), "tls-server");
    shows.setDaemon(true);
    shows.start();
    return server;
  }

  private static void showAll(ServerSocket server) {
    while (!server.isClosed()) {
      try (SSLSocket socket = (SSLSocket) server.accept()) {
        socket.startHandshake();
      } catch (IOException e) {
        // The client has seen what it wanted, or the test is over.
      }
    }
  }
}
