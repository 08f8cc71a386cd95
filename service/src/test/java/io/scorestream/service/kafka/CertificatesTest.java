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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {

  private static final char[] PASSWORD = "unimportant".toCharArray();

  private static final Map<String, String> NAMES_DO_NOT_COUNT =
      Map.of("ssl.endpoint.identification.algorithm", "");

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
    KeyStore keys = certificate("CN=nobody", 90);
    try (ServerSocket server = tls(keys)) {
      String address = "127.0.0.1:" + server.getLocalPort();
      Instant expected = ((X509Certificate) keys.getCertificate("it")).getNotAfter().toInstant();
      assertThat(of(address, NAMES_DO_NOT_COUNT).end()).isEqualTo(expected);

      SimpleMeterRegistry registry = new SimpleMeterRegistry();
      Certificates.watch(connection(address, "http://r:1", "SSL"), Meters.in(registry));
      assertThat(registry.get("scorestream.certificate.end.timestamp").gauge().value())
          .isEqualTo((double) expected.getEpochSecond());
    }
  }

  @Test
  void certificateThatNamesTheServer_andIsForServers_hasNoProblem() throws Exception {
    KeyStore keys =
        certificate(
            "CN=it", 90, "-ext", "SAN=ip:127.0.0.1", "-ext", "EKU=serverAuth", "-ext", "KU=dig");
    try (ServerSocket server = tls(keys)) {
      assertThat(of("127.0.0.1:" + server.getLocalPort(), Map.of()).problems()).isEmpty();
    }
  }

  @Test
  void certificateOfAnotherName_isSaidNotToBeTaken_whereNamesCount() throws Exception {
    try (ServerSocket server = tls(certificate("CN=other", 90, "-ext", "SAN=dns:other"))) {
      String address = "127.0.0.1:" + server.getLocalPort();
      assertThat(of(address, Map.of()).problems())
          .singleElement()
          .asString()
          .startsWith("is not taken for " + address + ": ")
          // From JDK 25 on the name of TLS's alert stands before it.
          .contains("No subject alternative names matching");
      assertThat(of(address, NAMES_DO_NOT_COUNT).problems()).isEmpty();
    }
  }

  @Test
  void certificateForOtherPurposes_isSaidToBe() throws Exception {
    try (ServerSocket server =
        tls(certificate("CN=it", 90, "-ext", "EKU=clientAuth", "-ext", "KU=digitalSignature"))) {
      assertThat(of("127.0.0.1:" + server.getLocalPort(), NAMES_DO_NOT_COUNT).problems())
          .containsExactly("is none for servers (extended key usage)");
    }
    List<X509Certificate> signing = chain(certificate("CN=it", 90, "-ext", "KU=keyCertSign"));
    assertThat(ServerCertificate.of("it:1", signing, Optional.empty(), Instant.now()).problems())
        .containsExactly("has a key that may neither sign nor agree on another (key usage)");
  }

  @Test
  void certificateIsGoodFromItsBeginning_toAMonthBeforeItsEnd() throws Exception {
    List<X509Certificate> chain = chain(certificate("CN=it", 90));
    Instant begin = chain.get(0).getNotBefore().toInstant();
    Instant end = chain.get(0).getNotAfter().toInstant();

    assertThat(problems(chain, begin.minusSeconds(1))).singleElement().asString().contains("from");
    assertThat(problems(chain, begin)).isEmpty();
    assertThat(problems(chain, end.minus(ServerCertificate.SOON).minusSeconds(1))).isEmpty();
    assertThat(problems(chain, end.minus(ServerCertificate.SOON)))
        .singleElement()
        .asString()
        .startsWith("ends on 2");
    assertThat(problems(chain, end)).singleElement().asString().startsWith("has ended on 2");
  }

  /** An authority ends before what it has signed. */
  @Test
  void authorityAbove_isNamedWhenItEnds() throws Exception {
    X509Certificate own = chain(certificate("CN=it", 90)).get(0);
    X509Certificate above = chain(certificate("CN=authority", 60)).get(0);
    Instant at = above.getNotAfter().toInstant();

    ServerCertificate shown =
        ServerCertificate.of("it:1", List.of(own, above), Optional.empty(), at);
    assertThat(shown.end()).isEqualTo(at);
    assertThat(shown.problems())
        .hasSize(2)
        .anySatisfy(
            it -> assertThat(it).startsWith("has above it CN=authority, which has ended on"));
  }

  private static List<String> problems(List<X509Certificate> chain, Instant now) {
    return ServerCertificate.of("it:1", chain, Optional.empty(), now).problems();
  }

  private static List<X509Certificate> chain(KeyStore keys) throws Exception {
    return List.of((X509Certificate) keys.getCertificate("it"));
  }

  private static ServerCertificate of(String address, Map<String, String> more) throws IOException {
    return Certificates.of(
        address,
        new ConnectionSettings(address, "http://r:1", new TopicCatalogue("shop"), more),
        Instant.now());
  }

  @Test
  void aServerThatIsNotThere_isNoEnd() throws IOException {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> of("127.0.0.1:" + port, Map.of()));
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Certificates.watch(connection("127.0.0.1:" + port, "http://r:1", "SSL"), Meters.in(registry));
    assertThat(registry.get("scorestream.certificate.end.timestamp").gauge().value()).isNaN();
  }

  private static ConnectionSettings connection(String brokers, String registry, String protocol) {
    return new ConnectionSettings(
        brokers, registry, new TopicCatalogue("shop"), Map.of("security.protocol", protocol));
  }

  private KeyStore certificate(String name, int days, String... more) throws Exception {
    Path file = Files.createTempDirectory(folder, "keys").resolve("keys.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> words =
        new ArrayList<>(
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
                new String(PASSWORD)));
    words.addAll(List.of(more));
    Process made = new ProcessBuilder(words).inheritIO().start();
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
