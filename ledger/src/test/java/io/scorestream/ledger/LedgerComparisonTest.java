package io.scorestream.ledger;

import static io.scorestream.ledger.StoredDeployment.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.events.Metric;
import io.scorestream.events.SampleBatch;
import io.scorestream.events.ScoreWeights;
import io.scorestream.topics.MetricName;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LedgerComparisonTest {

  private final Ledger before = StoredDeployment.healthy().ledger();
  private final StoredDeployment deployment = StoredDeployment.healthy();

  @Test
  void sameTopics_haveNoDifference() {
    LedgerComparison compared = LedgerComparison.of(before, deployment.ledger());
    assertThat(compared.differences()).isEmpty();
    assertThat(compared.added()).isZero();
  }

  @Test
  void metricWithAnotherValue_isADifference_thoughNothingElseIsWrongWithIt() {
    deployment.replace(
        TOPICS.robustErrorMetrics(),
        Metric.class,
        it ->
            it.getMilestone() == 256
                && Integer.valueOf(3).equals(it.getTimestep())
                && it.getMetric().equals(MetricName.HELD_OUT_LOSS.text()),
        it -> Metric.newBuilder(it).setValue(Math.nextUp(it.getValue())).build());
    Ledger now = deployment.ledger();

    assertThat(now.findings()).isEmpty();
    assertThat(LedgerComparison.of(before, now).differences())
        .singleElement()
        .satisfies(it -> assertThat(it.place()).isEqualTo("metrics-robust-error/r/256/3"));
  }

  @Test
  void networksThatAreCompactedAway_areUnproven_andOnesThatAreLostAreNot() {
    deployment.remove(
        TOPICS.weights(),
        ScoreWeights.class,
        it -> it.getNetwork() == 5 && it.getMilestone() == 256);
    LedgerComparison compacted = LedgerComparison.of(before, deployment.ledger());
    assertThat(compacted.differences()).isEmpty();
    assertThat(compacted.unproven()).singleElement().asString().contains("weights/r/5/256");

    deployment.remove(TOPICS.weights(), ScoreWeights.class, it -> it.getNetwork() == 5);
    assertThat(LedgerComparison.of(before, deployment.ledger()).differences())
        .extracting(Finding::place)
        .containsExactly("weights/r/5/256", "weights/r/5/512");
  }

  @Test
  void whatRetentionHasTaken_isUnproven() {
    deployment.remove(TOPICS.trainingMetrics(), Metric.class, it -> it.getMilestone() == 256);
    deployment.starts.put("metrics-training", new TreeMap<>(Map.of(1, 40L)));
    LedgerComparison compared = LedgerComparison.of(before, deployment.ledger());

    assertThat(compared.differences()).isEmpty();
    assertThat(compared.unproven()).isNotEmpty().allMatch(it -> it.contains("/r/256/"));
  }

  /** Behind the last milestone, where no entry is of them. */
  @Test
  void samplesThatAreLostAtTheEnd_orAreOthers_areADifference() {
    deployment.addSamples(700, 50, 1);
    Ledger longer = deployment.ledger();
    deployment.remove(TOPICS.samples(), SampleBatch.class, it -> it.getFirstSequence() == 700);
    assertThat(LedgerComparison.of(longer, deployment.ledger()).differences())
        .singleElement()
        .satisfies(
            it -> assertThat(it.toString()).isEqualTo("source s: had 750 samples, and has 700"));

    deployment.addSamples(700, 50, 2);
    assertThat(LedgerComparison.of(longer, deployment.ledger()).differences())
        .singleElement()
        .satisfies(it -> assertThat(it.problem()).isEqualTo("has other samples"));
  }

  @Test
  void whatIsNew_isGrowth() {
    deployment.addSamples(700, 50, 1);
    LedgerComparison compared = LedgerComparison.of(before, deployment.ledger());
    assertThat(compared.differences()).isEmpty();
    assertThat(LedgerComparison.of(deployment.ledger(), before).differences()).hasSize(1);
  }
}
