package io.scorestream.service.http;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import io.scorestream.service.settings.HttpSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets no page of others ask in the name of who looks at it. Where no token is asked for, a request
 * has to name this machine as its host: a page whose own name was made to lead here ("DNS
 * rebinding") names that, and is answered with 421. And what changes something and says from which
 * page it comes has to come from a page of the same host; another gets 403.
 */
final class HostCheck extends Filter {

  private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");
  private static final String PORT = ":[0-9]*$";

  private final boolean anyHost;
  private final Set<String> names = new HashSet<>(Set.of("localhost", "127.0.0.1", "::1"));

  HostCheck(HttpSettings http) {
    this.anyHost = http.token().isPresent();
    names.add(normal(http.host()));
    names.add(normal(ownName()));
    http.hosts().forEach(name -> names.add(normal(name)));
  }

  @Override
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    List<String> hosts = exchange.getRequestHeaders().getOrDefault("Host", List.of());
    String host = hosts.size() == 1 ? hosts.get(0).toLowerCase(Locale.ROOT) : "";
    String origin = exchange.getRequestHeaders().getFirst("Origin");
    if (!anyHost && !isOurs(name(host), exchange)) {
      refuse(
          exchange,
          421,
          host.isEmpty() ? "the request names no host" : "'" + host + "' is no name of this server",
          "ask by localhost or by the server's address, let it know the name as one of http.hosts,"
              + " or set http.token");
    } else if (!HARMLESS.contains(exchange.getRequestMethod()) && !isSame(origin, host)) {
      refuse(
          exchange,
          403,
          "the request comes from another page: '" + origin + "' asks '" + host + "'",
          "ask from the server's own page; a proxy has to pass the Host header on");
    } else {
      chain.doFilter(exchange);
    }
  }

  private boolean isOurs(String name, HttpExchange exchange) {
    return names.contains(name)
        || name.equals(exchange.getLocalAddress().getAddress().getHostAddress());
  }

  private static boolean isSame(@Nullable String origin, String host) {
    return origin == null || authority(origin).filter(host::equals).isPresent();
  }

  /** Host and port of a page's origin as a Host header has them; empty where it has none. */
  static Optional<String> authority(String origin) {
    try {
      URI page = new URI(origin.toLowerCase(Locale.ROOT));
      boolean usual =
          page.getPort() < 0 || page.getPort() == ("https".equals(page.getScheme()) ? 443 : 80);
      return Optional.ofNullable(page.getHost())
          .map(name -> usual ? name : name + ":" + page.getPort());
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Without the port. */
  private static String name(String host) {
    return normal(host.replaceFirst(PORT, ""));
  }

  private static String normal(String name) {
    String bare =
        name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    return bare.toLowerCase(Locale.ROOT);
  }

  private static String ownName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  private static void refuse(HttpExchange exchange, int status, String problem, String remedy)
      throws IOException {
    new Problem(status, problem, remedy).reply().send(exchange);
  }

  @Override
  public String description() {
    return "asks whose name the request comes under";
  }
}
