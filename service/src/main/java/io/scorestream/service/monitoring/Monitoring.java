package io.scorestream.service.monitoring;

import com.sun.net.httpserver.HttpHandler;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.logging.LogbackMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.scorestream.service.http.HttpEndpoint;
import io.scorestream.service.http.HttpRoutes;
import io.scorestream.service.http.Reply;
import io.scorestream.service.metrics.Meters;
import io.scorestream.service.metrics.ServiceMeters;
import io.scorestream.service.settings.HttpSettings;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;

/**
 * A service's meters and conditions, and the HTTP server that shows them where it is asked for:
 *
 * <ul>
 *   <li>{@code /metrics}: all meters as Prometheus' text
 *   <li>{@code /healthy}: 200 while the process can work, 503 when threads wait for each other for
 *       ever and only a restart helps
 *   <li>{@code /ready}: 200 when all {@link Condition}s hold, 503 until then; each on a line
 * </ul>
 *
 * These three ask nobody who he is: health checks and scrapers come without a token, under names of
 * their own. Safe from any thread.
 */
public final class Monitoring implements HttpRoutes, AutoCloseable {

  private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final Meters meters;
  private final ReadyState ready = new ReadyState();
  private final Optional<HttpEndpoint> endpoint;
  private final List<AutoCloseable> binders;

  private Monitoring(Meters meters, Optional<HttpEndpoint> endpoint, List<AutoCloseable> binders) {
    this.meters = meters;
    this.endpoint = endpoint;
    this.binders = binders;
  }

  /** Monitoring that nobody sees. */
  public static Monitoring off() {
    return new Monitoring(Meters.off(), Optional.empty(), List.of());
  }

  /**
   * Starts the HTTP server where there is to be one.
   *
   * @throws io.scorestream.service.ScorestreamException when its port cannot be opened, or others
   *     would be let in whom nobody asks who they are
   */
  public static Monitoring start(HttpSettings http) {
    return http.port().isPresent() ? listening(http) : off();
  }

  private static Monitoring listening(HttpSettings http) {
    HttpEndpoint endpoint = HttpEndpoint.start(http);
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Monitoring monitoring =
        new Monitoring(Meters.in(registry), Optional.of(endpoint), bindProcess(registry));
    monitoring.meters.watch(ServiceMeters.READY, () -> monitoring.ready.isReady() ? 1 : 0);
    endpoint.routeUnchecked(
        "/metrics", exchange -> new Reply(200, METRICS_TYPE, registry.scrape()).send(exchange));
    endpoint.routeUnchecked("/healthy", exchange -> health().send(exchange));
    endpoint.routeUnchecked("/ready", exchange -> monitoring.readiness().send(exchange));
    return monitoring;
  }

  /** The service's own meters. */
  public Meters meters() {
    return meters;
  }

  /** What is still missing for the service to be ready. */
  public ReadyState ready() {
    return ready;
  }

  /** As of any server; without one this does nothing. */
  @Override
  public void route(String prefix, HttpHandler handler) {
    endpoint.ifPresent(server -> server.route(prefix, handler));
  }

  /** As of any server; without one this does nothing. */
  @Override
  public void stream(String prefix, HttpHandler handler) {
    endpoint.ifPresent(server -> server.stream(prefix, handler));
  }

  /** Where the server answers; empty where there is none. */
  public Optional<String> url() {
    return endpoint.map(HttpEndpoint::url);
  }

  @Override
  public void close() {
    endpoint.ifPresent(HttpEndpoint::close);
    for (AutoCloseable binder : binders) {
      try {
        binder.close();
      } catch (Exception e) {
        throw new IllegalStateException("a meter could not be ended", e);
      }
    }
  }

  private Reply readiness() {
    return Reply.text(ready.isReady() ? 200 : 503, ready.toString());
  }

  private static Reply health() {
    long[] stuck = ManagementFactory.getThreadMXBean().findDeadlockedThreads();
    return stuck == null
        ? Reply.text(200, "healthy")
        : Reply.text(503, stuck.length + " threads wait for each other for ever");
  }

  private static List<AutoCloseable> bindProcess(PrometheusMeterRegistry registry) {
    JvmGcMetrics collections = new JvmGcMetrics();
    collections.bindTo(registry);
    LogbackMetrics log = new LogbackMetrics();
    log.bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    return List.of(collections, log);
  }
}
