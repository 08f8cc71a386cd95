package io.scorestream.quickstart;

import io.scorestream.dashboard.Dashboard;
import io.scorestream.dashboard.DashboardParts;
import io.scorestream.dashboard.draw.Sampler;
import io.scorestream.service.http.HttpEndpoint;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.settings.HttpSettings;
import java.util.Optional;

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
   * @param http where, and who may ask
   * @param sampler address of what makes samples for it
   */
  static ShownPage open(KafkaClients clients, HttpSettings http, String sampler) {
    HttpEndpoint endpoint = HttpEndpoint.start(http);
    Dashboard dashboard =
        Dashboard.of(
            clients,
            new DashboardParts(
                Optional.of(new Sampler(sampler, http.token())), http.token().isPresent()));
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
