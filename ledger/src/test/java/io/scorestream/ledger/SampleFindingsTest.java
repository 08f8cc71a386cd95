package io.scorestream.ledger;

import static io.scorestream.ledger.StoredDeployment.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.events.SampleBatch;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is found of samples that are missing, there twice or not what they were. */
class SampleFindingsTest {

  private final StoredDeployment deployment = StoredDeployment.healthy();

  @Test
  void gap_isNamedWithItsSamples_andMilestonesBehindItEndElsewhere() {
    deployment.remove(
        TOPICS.samples(), SampleBatch.class, batch -> batch.getFirstSequence() == 100);

    deployment.assertFinds(
        "test.samples.v1-0@6", "samples 100 to 149 of source s are missing before it");
    deployment.assertFinds("test.milestones.v1", "says that the first 256 samples end at");
  }

  @Test
  void repeatedSamples_areNoFinding_whereTheyAreTheSame() {
    String root = deployment.ledger().root();
    deployment.addSamples(120, 60, 1);
    Ledger ledger = deployment.ledger();

    assertThat(ledger.findings()).isEmpty();
    assertThat(ledger.notices())
        .contains("60 samples of source s are there more than once, and count once");
    assertThat(ledger.root()).isEqualTo(root);
  }

  @Test
  void repeatedSamples_areAFinding_whereTheyAreOthers() {
    deployment.addSamples(120, 60, 2);

    deployment.assertFinds(
        "test.samples.v1-0@17", "sample 120 of source s is there before with other");
  }

  /** As trainers do that are told to go on without what they refuse. */
  @Test
  void samplesThatAreKeptAsADeadLetter_areNotCounted() {
    String root = deployment.ledger().root();
    deployment.addSamples(120, 60, 2);
    deployment.addLetter("test.samples.v1/0/17", deployment.bytes(TOPICS.samples(), 17), "7", 0);
    Ledger ledger = deployment.ledger();

    assertThat(ledger.findings()).isEmpty();
    assertThat(ledger.root()).isEqualTo(root);
    assertThat(ledger.notices())
        .anySatisfy(it -> assertThat(it).startsWith("test.samples.v1-0@17 is kept as a dead"));
  }

  @Test
  void hugeSequenceNumber_isNotTakenAtItsWord_whereTheNextRecordGoesOnBeforeIt() {
    deployment.addSamples(1_000_000, 1, 1);
    deployment.assertFinds(
        "test.samples.v1-0@17", "samples 700 to 999999 of source s are missing before it");

    deployment.addSamples(700, 50, 1);
    Ledger ledger = deployment.ledger();
    assertThat(ledger.findings())
        .singleElement()
        .asString()
        .startsWith("test.samples.v1-0@17: begins with sample 1000000 of source s, and the one");
    assertThat(ledger.sources()).extracting(SourceTotal::samples).containsExactly(750L);
  }

  @Test
  void samplesThatComeBehindALaterOne_areNamed() {
    deployment.addSamples(900, 10, 1);
    deployment.addSamples(910, 10, 1);
    deployment.addSamples(700, 50, 1);

    deployment.assertFinds(
        "test.samples.v1-0@17", "samples 700 to 899 of source s are missing before it");
    deployment.assertFinds(
        "test.samples.v1-0@19", "samples 700 to 749 of source s come after later ones");
  }

  @Test
  void milestoneOfOtherSamples_isNamed() {
    deployment.replace(
        TOPICS.samples(),
        SampleBatch.class,
        batch -> batch.getFirstSequence() == 0,
        SampleFindingsTest::changed);

    deployment.assertFinds("test.milestones.v1", "was trained on samples of SHA-256");
  }

  @Test
  void batchWithoutSamples_isNamed() {
    deployment.add(TOPICS.samples(), 0, "s", StoredDeployment.samples(700, 0));

    deployment.assertFinds("test.samples.v1-0@17", "it says 0 samples of 2 numbers");
  }

  @Test
  void samplesInAnotherPartition_orUnderAnotherKey_areNamed() {
    deployment.add(TOPICS.samples(), 3, "t", StoredDeployment.samples(0, 1, 0, 1));

    deployment.assertFinds("test.samples.v1-3@3", "source s, which lies in partition 0");
    deployment.assertFinds("test.samples.v1-3@3", "has key t, and samples of source s");
  }

  @Test
  void samplesThatWereDeleted_areUnproven_andPlacesAreStillChecked() {
    deployment.remove(TOPICS.samples(), SampleBatch.class, it -> it.getFirstSequence() < 100);
    deployment.starts.put("samples", new TreeMap<>(Map.of(0, 5L)));
    Ledger ledger = deployment.ledger();

    assertThat(ledger.findings()).isEmpty();
    assertThat(ledger.unproven())
        .anySatisfy(it -> assertThat(it).contains("samples 0 to 99 of source s were deleted"));
    assertThat(ledger.counts()).doesNotContainKey("samples");
  }

  private static SampleBatch changed(SampleBatch batch) {
    ByteBuffer data = ByteBuffer.allocate(batch.getData().remaining());
    data.put(batch.getData().duplicate()).flip();
    data.put(1, (byte) 77);
    return SampleBatch.newBuilder(batch).setData(data).build();
  }
}
