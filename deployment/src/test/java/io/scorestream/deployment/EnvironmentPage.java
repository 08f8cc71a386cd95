package io.scorestream.deployment;

import io.scorestream.service.settings.Setting;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.text.WordUtils;

/** {@code .env.example}: what docker compose may be told, in the services' own words. */
final class EnvironmentPage {

  private static final int WIDTH = 110;

  /** Fixed by the compose file, or different for each replica. */
  private static final Set<String> FIXED =
      Set.of(
          "SCORESTREAM_INSTANCE",
          "SCORESTREAM_HTTP_HOST",
          "SCORESTREAM_HTTP_OPEN",
          "SCORESTREAM_HTTP_PORT",
          "SCORESTREAM_CACHE_DIR",
          "SCORESTREAM_CACHE_SHARED",
          "SCORESTREAM_STAY",
          "SCORESTREAM_STATE_DIR");

  private static final String TAIL =
      """

      # ---- Not to be set here: the compose file fixes these, and each replica has an instance of its own

      """;

  private static final String HEAD =
      """
      # All that can be set for docker compose, and what holds where it is not. Copy this file to .env, take the hash off what
      # you want to change, and start again. The part on the services is generated:
      #   mvn -pl deployment -am test -Dscorestream.reference.write=true

      # ---- Images and ports

      # Tag of Scorestream's images.
      # SCORESTREAM_VERSION=0.1.0

      # build makes them out of target/, as mvn package left it; missing takes those that are there, and else pulls them.
      # PULL_POLICY=build

      # Tags of the other images.
      # KAFKA_VERSION=4.3.1
      # REGISTRY_VERSION=3.3.3
      # PROMETHEUS_VERSION=v2.53.3
      # GRAFANA_VERSION=12.4.10

      # Address that each port is opened on; 0.0.0.0 lets other machines in. Kafka asks who they are with compose.secure.yaml
      # alone; samplers, the evaluator and the page with SCORESTREAM_HTTP_TOKEN, best by a proxy that speaks TLS; the others ask
      # nobody: have a proxy before them that does.
      # KAFKA_BIND=127.0.0.1
      # REGISTRY_BIND=127.0.0.1
      # SAMPLER_BIND=127.0.0.1
      # EVALUATOR_BIND=127.0.0.1
      # DASHBOARD_BIND=127.0.0.1
      # PROMETHEUS_BIND=127.0.0.1
      # GRAFANA_BIND=127.0.0.1

      # Kafka for clients outside the network, and the host name or address that they know this machine by.
      # KAFKA_PORT=9092
      # KAFKA_EXTERNAL_HOST=localhost

      # Ports of the registry, of the HTTP of the evaluator and of samplers, of the page, of Prometheus and Grafana.
      # REGISTRY_PORT=8081
      # EVALUATOR_PORT=9404
      # DASHBOARD_PORT=8088
      # SAMPLER_PORTS=9410-9419
      # PROMETHEUS_PORT=9090
      # GRAFANA_PORT=3000

      # ---- Memory and storage

      # Most memory of each container; its JVM takes a share of it, TensorFlow most of the rest.
      # KAFKA_MEMORY=1g
      # REGISTRY_MEMORY=640m
      # PRODUCER_MEMORY=320m
      # TRAINER_MEMORY=1536m
      # SAMPLER_MEMORY=1g
      # EVALUATOR_MEMORY=1536m
      # DASHBOARD_MEMORY=384m

      # Identity of the Kafka cluster, to be set before its first start.
      # KAFKA_CLUSTER_ID=c2NvcmVzdHJlYW0tMDAwMQ

      # Folder of this machine that producer and run see as /data.
      # DATA_DIR=./data

      # How long Prometheus keeps what it measures.
      # PROMETHEUS_RETENTION=15d

      # Password of Grafana's user admin, to be set before its first start; without it nobody can log in, and all may look.
      # GRAFANA_PASSWORD=

      # ---- Topics

      # Partitions of each topic that has several: at most so many processes of a service share its work.
      # SCORESTREAM_PARTITIONS=12

      # Copies of each topic's partitions; -1 for the cluster's default.
      # SCORESTREAM_REPLICATION_FACTOR=-1
      """;

  private EnvironmentPage() {}

  /**
   * The page.
   *
   * @param defaults what the compose file takes for variables that are not set
   */
  static String text(Map<String, String> defaults) {
    StringBuilder page = new StringBuilder(HEAD);
    Set<String> seen = new LinkedHashSet<>(FIXED);
    ServiceSettings.byService()
        .forEach(
            (service, declared) -> {
              List<Setting<?>> fresh =
                  declared.all().stream()
                      .filter(setting -> seen.add(setting.variable()))
                      .collect(Collectors.toList());
              if (!fresh.isEmpty()) {
                page.append("\n# ---- Settings of the %s\n".formatted(service));
                fresh.forEach(setting -> page.append(entry(setting, defaults)));
              }
            });
    page.append(TAIL);
    FIXED.stream().sorted().forEach(name -> page.append("# ").append(name).append('\n'));
    return page.toString();
  }

  private static String entry(Setting<?> setting, Map<String, String> defaults) {
    String kind = setting.type().label().replace("|", ", ");
    String comment =
        WordUtils.wrap("%s (%s)".formatted(setting.documentation(), kind), WIDTH)
            .lines()
            .map(line -> "# " + line)
            .collect(Collectors.joining("\n"));
    String value = defaults.getOrDefault(setting.variable(), setting.shownFallback());
    return "\n%s\n# %s=%s\n".formatted(comment, setting.variable(), value);
  }
}
