package io.scorestream.quickstart;

import io.scorestream.dashboard.Dashboard;
import io.scorestream.service.http.HttpEndpoint;
import io.scorestream.service.kafka.KafkaClients;

/**
 * The page that shows what a quickstart does, for people on this machine. Reads nothing until
 * somebody looks.
 *
 * @param endpoint where it is
 * @param dashboard what it shows
 */
record ShownPage(HttpEndpoint endpoint, Dashboard dashboard) implements AutoCloseable {

  /**
   * Opens it.
   *
   * @param port 0 for any that is free
   */
  static ShownPage open(KafkaClients clients, int port) {
    HttpEndpoint endpoint = HttpEndpoint.start(port);
    Dashboard dashboard = Dashboard.of(clients);
    dashboard.attach(endpoint);
    return new ShownPage(endpoint, dashboard);
  }

  String url() {
    return endpoint.url() + "/";
  }

  @Override
  public void close() {
    dashboard.close();
    endpoint.close();
  }
}
