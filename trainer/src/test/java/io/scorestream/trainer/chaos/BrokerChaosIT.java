package io.scorestream.trainer.chaos;

import static io.scorestream.trainer.chaos.Rounds.COMMITS;
import static io.scorestream.trainer.chaos.Rounds.PATIENCE;
import static io.scorestream.trainer.chaos.Rounds.SHARDS;
import static io.scorestream.trainer.chaos.Rounds.awaitCommits;
import static org.awaitility.Awaitility.await;

import io.scorestream.embedded.EmbeddedRegistry;
import io.scorestream.embedded.RegistryDistribution;
import io.scorestream.embedded.RegistryPorts;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.topics.TopicCatalogue;
import io.scorestream.trainer.Deployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A broker in a process of its own that stands still or is killed in the middle of a transaction,
 * with both versions of transactions that Kafka has. {@code -Dchaos=all} has all of it.
 */
class BrokerChaosIT {

  private static final boolean ALL = "all".equals(System.getProperty("chaos"));

  /** Of a transaction, and how long the broker stands still: it then takes it for given up. */
  private static final int TIMEOUT_MS = 4_000;

  private static final int FROZEN_MS = 7_000;

  @TempDir private Path folder;

  @Test
  void broker_withTransactionsOfVersion2() throws Exception {
    Moment[] some = {Moment.FROZEN_BEFORE_THE_END, Moment.KILLED_BEFORE_THE_END};
    broker(2, ALL ? Moment.values() : some);
  }

  @Test
  @EnabledIfSystemProperty(named = "chaos", matches = "all")
  void broker_withTransactionsOfVersion1() throws Exception {
    broker(1, Moment.values());
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

  private void broker(int transactions, Moment... moments) throws Exception {
    try (BrokerProcess broker = BrokerProcess.start(folder, transactions);
        EmbeddedRegistry registry =
            EmbeddedRegistry.start(
                RegistryDistribution.locate(),
                folder.resolve("registry"),
                RegistryPorts.FREE,
                folder.resolve("registry.log"))) {
      Rounds rounds =
          new Rounds(
              new ConnectionSettings(
                  broker.bootstrapServers(), registry.url(), new TopicCatalogue("any"), Map.of()),
              folder);
      for (Moment moment : moments) {
        rounds.happen(
            moment + ", version " + transactions,
            deployment -> {
              TrainerProcess trainer =
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
              awaitSupervised(rounds, deployment, trainer);
              return began;
            });
      }
      System.out.println(rounds.table());
    }
  }

  private static void recover(BrokerProcess broker) {
    try {
      if (broker.isAlive()) {
        Thread.sleep(FROZEN_MS);
        broker.signal("CONT");
      } else {
        broker.startAgain();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A trainer that ended since the broker was gone is started again, as a supervisor would. */
  private static void awaitSupervised(
      Rounds rounds, Deployment deployment, TrainerProcess trainer) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> !trainer.isAlive() || Rounds.isDone(deployment));
    if (!trainer.isAlive()) {
      rounds.start(deployment, "again");
    }
    awaitCommits(deployment, COMMITS);
  }
}
