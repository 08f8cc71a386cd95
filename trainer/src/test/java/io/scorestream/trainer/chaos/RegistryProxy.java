package io.scorestream.trainer.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a real registry, and for a while answers in its place, or not at all. */
final class RegistryProxy implements AutoCloseable {

  /** In the place of a status: the request is taken, and nothing comes back. */
  static final int NOTHING = 0;

  private static final String TYPE = "application/vnd.schemaregistry.v1+json";

  /** What Apicurio and Confluent's registry say of any failure. */
  private static final String FAILURE = "{\"error_code\":%s,\"message\":\"told so\"}";

  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final URI registry;
  private volatile Outage outage = new Outage(NOTHING, Integer.MAX_VALUE);

  /**
   * @param left requests that are passed on before it begins
   */
  private record Outage(int status, AtomicInteger left, AtomicInteger met, CountDownLatch over) {
    Outage(int status, int left) {
      this(status, new AtomicInteger(left), new AtomicInteger(), new CountDownLatch(1));
    }

    /** Whether a request falls into it. */
    boolean meets() {
      boolean begun = left.getAndUpdate(it -> Math.max(0, it - 1)) == 0 && over.getCount() > 0;
      if (begun) {
        met.incrementAndGet();
      }
      return begun;
    }
  }

  private RegistryProxy(HttpServer server, URI registry) {
    this.server = server;
    this.registry = registry;
  }

  /**
   * Starts one, on a free port.
   *
   * @param registry address that a client of it would be given
   */
  static RegistryProxy start(InetAddress address, String registry) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(address, 0), 0);
    RegistryProxy proxy = new RegistryProxy(server, URI.create(registry));
    server.setExecutor(proxy.threads);
    server.createContext("/", proxy::handle);
    server.start();
    return proxy;
  }

  /** What a client is given. */
  String url() {
    InetSocketAddress at = server.getAddress();
    return "http://%s:%s%s"
        .formatted(at.getAddress().getHostAddress(), at.getPort(), registry.getPath());
  }

  /**
   * Answers with a status from now on.
   *
   * @param status of HTTP, or {@link #NOTHING}
   * @param after so many requests, which are passed on
   */
  void refuse(int status, int after) {
    outage = new Outage(status, after);
  }

  /** How many requests were refused since then. */
  int refused() {
    return outage.met().get();
  }

  /** Passes everything on; who waits for an answer sees the connection end. */
  void passOn() {
    outage.over().countDown();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Outage now = outage;
      if (!now.meets()) {
        forward(exchange);
      } else if (now.status() == NOTHING) {
        now.over().await();
      } else {
        byte[] body = FAILURE.formatted(now.status()).getBytes(UTF_8);
        answer(exchange, now.status(), body);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void forward(HttpExchange exchange) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(registry.resolve(exchange.getRequestURI()))
            .method(
                exchange.getRequestMethod(),
                BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type != null) {
      request.header("Content-Type", type);
    }
    HttpResponse<byte[]> found = http.send(request.build(), BodyHandlers.ofByteArray());
    answer(exchange, found.statusCode(), found.body());
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", TYPE);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    passOn();
    server.stop(0);
    threads.shutdownNow();
  }
}
