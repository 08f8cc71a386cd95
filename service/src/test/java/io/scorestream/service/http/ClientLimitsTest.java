package io.scorestream.service.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpHandler;
import io.scorestream.service.settings.HttpSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that would keep the server from answering others, each kind more than it has threads. */
class ClientLimitsTest {

  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final int GIGABYTE = 1 << 30;

  private final List<Socket> clients = new ArrayList<>();
  private final HttpEndpoint endpoint = HttpEndpoint.start(HttpSettings.local(0), LIMIT, LIMIT);

  @BeforeEach
  void addRoutes() {
    endpoint.route("/healthy", exchange -> Reply.text(200, "healthy").send(exchange));
    byte[] large = new byte[1 << 24];
    endpoint.route(
        "/large",
        exchange -> {
          exchange.sendResponseHeaders(200, large.length);
          exchange.getResponseBody().write(large);
          exchange.close();
        });
    endpoint.route(
        "/echo",
        exchange ->
            Reply.text(200, new String(exchange.getRequestBody().readAllBytes(), UTF_8))
                .send(exchange));
    endpoint.stream(
        "/stream",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream answer = exchange.getResponseBody()) {
            answer.write('a');
            answer.flush();
            sleep(LIMIT.multipliedBy(2));
            answer.write('b');
          }
        });
  }

  @AfterEach
  void close() throws IOException {
    for (Socket client : clients) {
      client.close();
    }
    endpoint.close();
  }

  /** Half requests held every thread for ever. */
  @Test
  void halfRequests_keepNobodyWaiting_andAreEnded() throws IOException {
    open(300, "GET /healthy HTTP/1.1\r\nHost: ");
    open(300, "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf");
    assertHealthy();
    assertEveryoneEnded();
  }

  @Test
  void connectionsThatSayNothing_takeNoThread() throws IOException {
    open(1000, "");
    open(1000, "G");
    assertHealthy();
  }

  @Test
  void answersThatAreNotTaken_keepNobodyWaiting_andAreEnded() throws IOException {
    open(200, "GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n");
    sleep(SOON);
    assertHealthy();
    assertThat(threadsThatWrite()).isGreaterThan(100);
    sleep(LIMIT.plus(SOON));
    assertThat(threadsThatWrite()).isZero();
  }

  /** Single bytes of an answer were waited with for ever. */
  @Test
  void bytesThatAreNotTaken_areEnded() throws Exception {
    assertIsCutOff(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          while (true) {
            exchange.getResponseBody().write('x');
          }
        });
  }

  /** So was the head of a stream. */
  @Test
  void headThatIsNotTaken_isEnded() throws Exception {
    String large = "x".repeat(1 << 24);
    assertIsCutOff(
        exchange -> {
          exchange.getResponseHeaders().set("Large", large);
          exchange.sendResponseHeaders(200, -1);
        });
  }

  private void assertIsCutOff(HttpHandler stream) throws Exception {
    CountDownLatch cutOff = new CountDownLatch(1);
    endpoint.stream(
        "/untaken",
        exchange -> {
          try {
            stream.handle(exchange);
          } catch (IOException e) {
            cutOff.countDown();
            throw e;
          }
        });
    open("GET /untaken HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertThat(cutOff.await(1, TimeUnit.MINUTES)).isTrue();
  }

  private static long threadsThatWrite() {
    return Thread.getAllStackTraces().values().stream()
        .filter(stack -> Arrays.toString(stack).contains("Request$WriteStream.write"))
        .count();
  }

  @Test
  void stream_lastsAsLongAsItIsMade() throws IOException {
    Socket client = open("GET /stream HTTP/1.0\r\nHost: localhost\r\n\r\n");
    String answer = new String(client.getInputStream().readAllBytes(), US_ASCII);
    assertThat(answer).endsWith("ab");
  }

  @Test
  void body_isHandedOn() throws IOException {
    Socket client =
        open("POST /echo HTTP/1.0\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello");
    assertThat(new String(client.getInputStream().readAllBytes(), US_ASCII))
        .startsWith("HTTP/1.1 200 ")
        .endsWith("\r\n\r\nhello\n");
  }

  @Test
  void bodyThatIsTooLong_isRefusedBeforeItComes() throws IOException {
    for (String length : List.of("Content-Length: " + GIGABYTE, "Transfer-Encoding: chunked")) {
      Socket client = open("POST /echo HTTP/1.1\r\nHost: localhost\r\n" + length + "\r\n\r\n");
      assertThatExceptionOfType(IOException.class)
          .as(length)
          .isThrownBy(() -> sendChunks(client, GIGABYTE));
    }
    String tooLong = "x".repeat(64 * 1024 + 1);
    Socket client =
        open(
            "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                + tooLong.length()
                + "\r\n\r\n"
                + tooLong);
    assertThat(status(client)).startsWith("HTTP/1.1 413 ");
  }

  private static void sendChunks(Socket client, int length) throws IOException {
    byte[] chunk = ("4000\r\n" + "x".repeat(0x4000) + "\r\n").getBytes(US_ASCII);
    for (int sent = 0; sent < length; sent += chunk.length) {
      client.getOutputStream().write(chunk);
    }
  }

  private void assertHealthy() throws IOException {
    long begun = System.nanoTime();
    assertThat(status(open("GET /healthy HTTP/1.0\r\nHost: localhost\r\n\r\n")))
        .isEqualTo("HTTP/1.1 200 OK");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LIMIT);
  }

  private void assertEveryoneEnded() {
    for (Socket client : clients) {
      assertThat(client)
          .satisfies(
              ended -> {
                ended.setSoTimeout(Math.toIntExact(LIMIT.multipliedBy(6).toMillis()));
                assertThat(isEnded(ended)).isTrue();
              });
    }
  }

  private static boolean isEnded(Socket client) {
    try {
      client.getInputStream().readAllBytes();
      return true;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  private static String status(Socket client) throws IOException {
    return new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII)).readLine();
  }

  private void open(int count, String begun) throws IOException {
    for (int i = 0; i < count; i++) {
      open(begun);
    }
  }

  private Socket open(String begun) throws IOException {
    Socket client = new Socket();
    clients.add(client);
    client.setSoTimeout(Math.toIntExact(LIMIT.multipliedBy(3).toMillis()));
    client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), endpoint.port()));
    client.getOutputStream().write(begun.getBytes(US_ASCII));
    return client;
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      throw new AssertionError("the stream was cut off", e);
    }
  }
}
