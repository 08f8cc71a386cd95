package io.scorestream.ledger;

import static io.scorestream.ledger.StoredDeployment.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.events.MilestoneReached;
import io.scorestream.events.SampleBatch;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is found of a deployment that was damaged in one place, whatever is damaged. */
class VerificationTest {

  private final StoredDeployment deployment = StoredDeployment.healthy();

  @Test
  void healthyDeployment_hasNoFinding_andTheSameRootAgain() {
    Ledger ledger = deployment.ledger();

    assertThat(ledger.findings()).isEmpty();
    assertThat(ledger.unproven()).isEmpty();
    assertThat(ledger.counts())
        .containsEntry("milestones", 4L)
        .containsEntry("weights", 24L)
        .containsEntry("training-state", 12L)
        .containsEntry("generations", 2L)
        .containsEntry("samples", 2L);
    assertThat(deployment.ledger().root()).isEqualTo(ledger.root());
  }

  /** Records of another size, other offsets, epochs, times, names of processes and devices. */
  @Test
  void root_doesNotDependOnChance() {
    Ledger other = StoredDeployment.filled(70, "another").ledger();

    assertThat(other.findings()).isEmpty();
    assertThat(other.root()).isEqualTo(deployment.ledger().root());
  }

  @Test
  void root_dependsOnEachSample() {
    String before = deployment.ledger().root();
    deployment.replace(
        TOPICS.samples(),
        SampleBatch.class,
        batch -> batch.getFirstSequence() == 0,
        VerificationTest::changed);
    assertThat(deployment.ledger().root()).isNotEqualTo(before);
  }

  @Test
  void recordThatCannotBeRead_isAFinding_unlessItIsKeptAsADeadLetter() {
    deployment.addBad(TOPICS.samples(), 2, "s", bad(Reason.BAD_DATA, "it begins with 7"));
    deployment.assertFinds("test.samples.v1-2@3", "cannot be used: it begins with 7");

    deployment.addLetter("test.samples.v1/2/3", "bad", "7", 0);
    Ledger ledger = deployment.ledger();
    assertThat(ledger.findings()).isEmpty();
    assertThat(ledger.notices())
        .anySatisfy(it -> assertThat(it).contains("is kept as a dead letter: it begins with 7"));
  }

  @Test
  void schemaThatTheRegistryDoesNotHave_isAFinding_andAnUnansweredQuestionIsNone() {
    deployment.addBad(TOPICS.forecasts(), 2, "r", bad(Reason.CONFLICT, "does not know id 7"));
    deployment.assertFinds("test.forecasts.v1-2@3", "does not know id 7");

    deployment.addBad(TOPICS.forecasts(), 2, "r", bad(Reason.UNAVAILABLE, "no answer"));
    assertThatThrownBy(deployment::ledger).hasMessage("no answer");
  }

  @Test
  void deadLetterThatIsThereTwice_isNamed() {
    deployment.addBad(TOPICS.samples(), 2, "s", bad(Reason.BAD_DATA, "it begins with 7"));
    deployment.addLetter("test.samples.v1/2/3", "bad", "7", 0);
    deployment.addLetter("test.samples.v1/2/3", "bad", "7", 1);

    deployment.assertFinds(
        "test.dead-letters.v1-0@1",
        "is a second letter of record test.samples.v1/2/3, after test.dead-letters.v1-0@0");
  }

  @Test
  void deadLetterWithOtherBytes_isNamed_andOneWhoseOriginalIsGoneIsUnproven() {
    deployment.addBad(TOPICS.samples(), 2, "s", bad(Reason.BAD_DATA, "it begins with 7"));
    deployment.addLetter("test.samples.v1/2/3", "good", "7", 0);
    deployment.addLetter("orders/0/12", "gone", "7", 1);

    deployment.assertFinds(
        "test.dead-letters.v1-0@0", "does not hold the bytes of record test.samples.v1-2@3");
    assertThat(deployment.ledger().unproven())
        .anySatisfy(it -> assertThat(it).startsWith("1 of 2 dead letters"));
  }

  @Test
  void ofOneRun_othersAreNotLookedAt() {
    MilestoneReached first = deployment.first(TOPICS.milestones(), MilestoneReached.class);
    deployment.add(
        TOPICS.milestones(), 0, "x/256/0", MilestoneReached.newBuilder(first).setRun("x").build());

    assertThat(deployment.ledger(Optional.of("r")).findings()).isEmpty();
    assertThatThrownBy(() -> deployment.ledger(Optional.of("q")))
        .isInstanceOf(ScorestreamException.class)
        .hasMessageContaining("there is no run 'q'");
  }

  @Test
  void findings_areCounted_beyondThoseThatAreListed() {
    for (int i = 0; i < LedgerDraft.MOST_LISTED + 5; i++) {
      deployment.add(TOPICS.samples(), 0, "s", StoredDeployment.samples(700, 0));
    }
    Ledger ledger = deployment.ledger();

    assertThat(ledger.findings()).hasSize(LedgerDraft.MOST_LISTED);
    assertThat(ledger.found()).isEqualTo(LedgerDraft.MOST_LISTED + 5);
  }

  private static SampleBatch changed(SampleBatch batch) {
    ByteBuffer data = ByteBuffer.allocate(batch.getData().remaining());
    data.put(batch.getData().duplicate()).flip();
    data.put(1, (byte) 77);
    return SampleBatch.newBuilder(batch).setData(data).build();
  }

  private static ScorestreamException bad(Reason reason, String why) {
    return new ScorestreamException(reason, why, "mend it");
  }
}
