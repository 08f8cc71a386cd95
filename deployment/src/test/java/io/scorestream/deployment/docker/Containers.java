package io.scorestream.deployment.docker;

import io.scorestream.deployment.ComposeFile;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.topics.TopicCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Kafka and a registry in containers, of the images that the compose file names. Kafka is reached
 * through a {@link CuttableProxy}.
 */
final class Containers implements AutoCloseable {

  private static final int LISTENER = 19_092;
  private static final int REGISTRY = 8080;

  private final KafkaContainer kafka;
  private final GenericContainer<?> registry;
  private final CuttableProxy proxy;

  private Containers(KafkaContainer kafka, GenericContainer<?> registry, CuttableProxy proxy) {
    this.kafka = kafka;
    this.registry = registry;
    this.proxy = proxy;
  }

  @SuppressWarnings("resource") // Closed by close().
  static Containers start() {
    try {
      CuttableProxy proxy = CuttableProxy.open();
      KafkaContainer kafka =
          new KafkaContainer(image("kafka"))
              .withListener("0.0.0.0:" + LISTENER, () -> "127.0.0.1:" + proxy.port());
      kafka.addExposedPort(LISTENER);
      GenericContainer<?> registry =
          new GenericContainer<>(image("registry"))
              .withExposedPorts(REGISTRY)
              .withEnv("APICURIO_RULES_GLOBAL_COMPATIBILITY", "BACKWARD")
              .waitingFor(
                  Wait.forHttp("/apis/ccompat/v7/subjects")
                      .withStartupTimeout(Duration.ofMinutes(2)));
      kafka.start();
      registry.start();
      proxy.connectTo(new InetSocketAddress(kafka.getHost(), kafka.getMappedPort(LISTENER)));
      return new Containers(kafka, registry, proxy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The clients of a deployment with topics of its own. */
  KafkaClients clients(String prefix) {
    return new KafkaClients(
        new ConnectionSettings(
            "127.0.0.1:" + proxy.port(), registryUrl(), new TopicCatalogue(prefix), Map.of()));
  }

  String registryUrl() {
    return "http://%s:%s/apis/ccompat/v7"
        .formatted(registry.getHost(), registry.getMappedPort(REGISTRY));
  }

  /** What lies between the services and Kafka. */
  CuttableProxy network() {
    return proxy;
  }

  /** Stops every process of Kafka's container where it is, and lets them go on after that. */
  void freezeKafka(Duration time) throws InterruptedException {
    kafka.getDockerClient().pauseContainerCmd(kafka.getContainerId()).exec();
    try {
      Thread.sleep(time.toMillis());
    } finally {
      kafka.getDockerClient().unpauseContainerCmd(kafka.getContainerId()).exec();
    }
  }

  @Override
  public void close() {
    proxy.close();
    registry.stop();
    kafka.stop();
  }

  private static DockerImageName image(String service) {
    ComposeFile compose = ComposeFile.read("docker-compose.yml");
    String image = (String) compose.services().get(service).get("image");
    return DockerImageName.parse(image.replaceAll("\\$\\{[A-Z_]+:-([^}]*)}", "$1"));
  }
}
