package io.scorestream.trainer.chaos;

import static io.scorestream.trainer.chaos.Rounds.PATIENCE;
import static io.scorestream.trainer.chaos.Rounds.SHARDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scorestream.embedded.EmbeddedRegistry;
import io.scorestream.embedded.Ports;
import io.scorestream.embedded.RegistryDistribution;
import io.scorestream.embedded.RegistryPorts;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.topics.TopicCatalogue;
import io.scorestream.trainer.Deployment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A trainer on another host than broker and registry, as far as the network goes. The cable between
 * the two is cut in the middle of a transaction, or answers come half a second late: kept back by
 * the proxy, since not every kernel has netem.
 */
@EnabledIfSystemProperty(named = "chaos", matches = "all")
class NetworkChaosIT {

  private static final int TIMEOUT_MS = 4_000;
  private static final Duration LATE = Duration.ofMillis(500);

  @TempDir private Path folder;

  /**
   * @param stage at which the cable is cut; the trainer is held there until it is
   * @param cutMs how long it is cut
   * @param late how late answers come
   */
  private record Fault(String name, Stage stage, long cutMs, Duration late) {}

  @Test
  void cable_thatIsCut_andAnswersThatComeLate() throws Exception {
    int port = Ports.free();
    try (NetworkNamespace host = NetworkNamespace.create();
        KafkaProxy kafka =
            KafkaProxy.start(
                host.address(), new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        BrokerProcess broker =
            BrokerProcess.start(
                folder, port, 2, Map.of("advertised.listeners", "PLAINTEXT://" + kafka.address()));
        EmbeddedRegistry local =
            EmbeddedRegistry.start(
                RegistryDistribution.locate(),
                folder.resolve("registry"),
                RegistryPorts.FREE,
                folder.resolve("registry.log"));
        RegistryProxy registry = RegistryProxy.start(host.address(), local.url())) {
      Rounds rounds =
          new Rounds(
              new ConnectionSettings(
                  kafka.address(), registry.url(), new TopicCatalogue("any"), Map.of()),
              folder);
      happen(
          rounds,
          host,
          kafka,
          new Fault("cut for 2 s", Stage.AFTER_SEND_BEFORE_COMMIT, 2_000, Duration.ZERO));
      happen(
          rounds,
          host,
          kafka,
          new Fault("cut for 9 s", Stage.AFTER_SEND_BEFORE_COMMIT, 9_000, Duration.ZERO));
      happen(
          rounds,
          host,
          kafka,
          new Fault("500 ms late, cut for 2 s", Stage.MID_UPLOAD, 2_000, LATE));
      happen(
          rounds,
          host,
          kafka,
          new Fault("500 ms late, cut for 9 s", Stage.AFTER_SEND_BEFORE_COMMIT, 9_000, LATE));
      System.out.println(rounds.table());
      assertThat(broker.isAlive()).isTrue();
    }
  }

  private static void happen(Rounds rounds, NetworkNamespace host, KafkaProxy kafka, Fault fault) {
    rounds.happen(
        "network, " + fault.name(),
        deployment -> {
          kafka.delay(fault.late());
          TrainerProcess trainer =
              start(
                  rounds,
                  host,
                  deployment,
                  "only",
                  Map.of(
                      SignalAt.STAGE,
                      fault.stage().name(),
                      SignalAt.OCCURRENCE,
                      String.valueOf(rounds.moment(SHARDS)),
                      SignalAt.SIGNAL,
                      "STOP"));
          await().atMost(PATIENCE).until(() -> trainer.isFrozen() || !trainer.isAlive());
          assertThat(trainer.isAlive()).as(trainer.log()).isTrue();
          host.cut();
          long cut = System.currentTimeMillis();
          trainer.signal("CONT");
          sleep(fault.cutMs());
          host.join();
          rounds.awaitSupervised(
              deployment, () -> start(rounds, host, deployment, "again", Map.of()));
          kafka.delay(Duration.ZERO);
          return cut;
        });
  }

  private static TrainerProcess start(
      Rounds rounds,
      NetworkNamespace host,
      Deployment deployment,
      String instance,
      Map<String, String> properties) {
    return rounds.start(
        deployment,
        instance,
        properties,
        Map.of("kafka.transaction.timeout.ms", String.valueOf(TIMEOUT_MS)),
        host.within());
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
