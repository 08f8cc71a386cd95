package io.scorestream.trainer.chaos;

import static io.scorestream.trainer.chaos.Rounds.COMMITS;
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
import io.scorestream.trainer.chaos.KafkaProxy.Loss;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A broker in a process of its own that stands still or is killed in the middle of a transaction,
 * or of which the network loses what it is told of a transaction's end or what it answers, with
 * both versions of transactions that Kafka has. {@code -Dchaos=all} has all of it.
 */
class BrokerChaosIT {

  private static final boolean ALL = "all".equals(System.getProperty("chaos"));

  /** Of a transaction, and how long the broker stands still: it then takes it for given up. */
  private static final int TIMEOUT_MS = 4_000;

  private static final int FROZEN_MS = 7_000;

  @TempDir private Path folder;

  @Test
  void broker_withTransactionsOfVersion2() throws Exception {
    if (ALL) {
      broker(2, List.of(Moment.values()), List.of(Loss.values()));
    } else {
      broker(2, List.of(Moment.FROZEN_BEFORE_THE_END), List.of(Loss.ANSWER_CUT));
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "chaos", matches = "all")
  void broker_withTransactionsOfVersion1() throws Exception {
    broker(1, List.of(Moment.values()), List.of(Loss.values()));
  }

  private enum Moment {
    FROZEN_MID_UPLOAD(Stage.MID_UPLOAD, "STOP"),
    FROZEN_BEFORE_THE_END(Stage.AFTER_SEND_BEFORE_COMMIT, "STOP"),
    KILLED_MID_UPLOAD(Stage.MID_UPLOAD, "KILL"),
    KILLED_BEFORE_THE_END(Stage.AFTER_SEND_BEFORE_COMMIT, "KILL");

    private final Stage stage;
    private final String signal;

    Moment(Stage stage, String signal) {
      this.stage = stage;
      this.signal = signal;
    }
  }

  private void broker(int transactions, List<Moment> moments, List<Loss> losses) throws Exception {
    int port = Ports.free();
    try (KafkaProxy proxy =
            KafkaProxy.start(
                InetAddress.getLoopbackAddress(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        BrokerProcess broker =
            BrokerProcess.start(
                folder,
                port,
                transactions,
                Map.of("advertised.listeners", "PLAINTEXT://" + proxy.address()));
        EmbeddedRegistry registry =
            EmbeddedRegistry.start(
                RegistryDistribution.locate(),
                folder.resolve("registry"),
                RegistryPorts.FREE,
                folder.resolve("registry.log"))) {
      Rounds rounds =
          new Rounds(
              new ConnectionSettings(
                  proxy.address(), registry.url(), new TopicCatalogue("any"), Map.of()),
              folder);
      moments.forEach(moment -> happen(rounds, moment, broker, transactions));
      losses.forEach(loss -> lose(rounds, loss, proxy, transactions));
      System.out.println(rounds.table());
    }
  }

  private static void happen(Rounds rounds, Moment moment, BrokerProcess broker, int transactions) {
    rounds.happen(
        moment + ", version " + transactions,
        deployment -> {
          rounds.start(
              deployment,
              "only",
              Map.of(
                  SignalAt.STAGE,
                  moment.stage.name(),
                  SignalAt.OCCURRENCE,
                  String.valueOf(rounds.moment(SHARDS)),
                  SignalAt.SIGNAL,
                  moment.signal,
                  SignalAt.PROCESS,
                  String.valueOf(broker.pid())),
              Map.of("kafka.transaction.timeout.ms", String.valueOf(TIMEOUT_MS)));
          await().atMost(PATIENCE).until(() -> !broker.isAlive() || broker.isFrozen());
          long began = System.currentTimeMillis();
          recover(broker);
          rounds.awaitSupervised(deployment, () -> rounds.start(deployment, "again"));
          return began;
        });
  }

  private static void lose(Rounds rounds, Loss loss, KafkaProxy proxy, int transactions) {
    rounds.happen(
        "end of a transaction, " + loss + ", version " + transactions,
        deployment -> {
          proxy.lose(loss, rounds.moment(COMMITS - SHARDS));
          rounds.start(deployment, "only");
          rounds.awaitSupervised(deployment, () -> rounds.start(deployment, "again"));
          assertThat(proxy.lostAt()).as("when it was lost").isPositive();
          return proxy.lostAt();
        });
  }

  private static void recover(BrokerProcess broker) {
    try {
      if (broker.isAlive()) {
        Thread.sleep(FROZEN_MS);
        broker.signal("CONT");
      } else {
        broker.startAgain();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
