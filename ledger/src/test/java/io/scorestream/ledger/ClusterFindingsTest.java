package io.scorestream.ledger;

import static io.scorestream.ledger.StoredDeployment.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.events.ScoreWeights;
import io.scorestream.ledger.Cluster.OpenTransaction;
import io.scorestream.topics.Keys;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What is found of transactions and of shards that nobody has. */
class ClusterFindingsTest {

  private final StoredDeployment deployment = StoredDeployment.healthy();

  @Test
  void foreignTransaction_isAFinding_andAnOwnOneIsNone() {
    open("kafka-connect-7", 1_000);
    deployment.assertFinds(
        "test.samples.v1-0@42", "'kafka-connect-7' of producer 9 has been open for 1 s");

    deployment.transactions.clear();
    open("test-trainer-r-0", 1_000);
    assertThat(deployment.ledger().findings()).isEmpty();
    assertThat(deployment.ledger().notices())
        .anySatisfy(it -> assertThat(it).contains("test-trainer-r-0"));
  }

  @Test
  void ownTransaction_isAFinding_onceItShouldHaveEnded() {
    open("test-trainer-r-0", 31_000);

    deployment.assertFinds("test.samples.v1-0@42", "nobody reads what is behind it");
  }

  @Test
  void whatLiesBehindAnOpenTransaction_isUnproven() {
    deployment.remove(
        TOPICS.weights(),
        ScoreWeights.class,
        it -> it.getNetwork() == 5 && it.getMilestone() == 512);
    deployment.stops.put("weights", new TreeMap<>(Map.of(2, 6L)));
    Ledger ledger = deployment.ledger();

    assertThat(ledger.findings()).isEmpty();
    assertThat(ledger.unproven())
        .anySatisfy(it -> assertThat(it).contains("test.weights.v1-2 holds from offset 6 on"))
        .anySatisfy(it -> assertThat(it).contains("holds r/5 of milestone 512"));
  }

  @Test
  void shardWithoutTrainer_isAFinding_whereTrainersRun() {
    assertThat(deployment.ledger().notices())
        .contains("shards [0, 1] of run r have no trainer: none runs");

    deployment.trainers = 2;
    deployment.owned = Set.of(Keys.shardPartition("r", 0, 4));
    deployment.assertFinds("runs/r", "shards [1] of run r have no trainer, and 2 trainers run");
  }

  private void open(String id, long openMs) {
    deployment.transactions.add(
        new OpenTransaction(
            id,
            9,
            openMs,
            30_000,
            List.of(new OpenTransaction.Place(new TopicPartition("test.samples.v1", 0), 42L))));
  }
}
