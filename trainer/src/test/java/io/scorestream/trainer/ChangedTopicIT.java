package io.scorestream.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scorestream.events.MilestoneReached;
import io.scorestream.events.RunAction;
import io.scorestream.events.RunSpec;
import io.scorestream.events.codec.SampleBatches;
import io.scorestream.fixtures.TestTopics;
import io.scorestream.rows.Rows;
import io.scorestream.topics.Topic;
import io.scorestream.trainer.Deployment.Running;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Samples that are not what they were, or not where: none of it is trained on without a word. */
class ChangedTopicIT extends OnEmbeddedStack {

  @TempDir private static Path folder;

  @Test
  void samples_thatComeAgainWithOtherNumbers_letTheirRunFail() {
    Deployment deployment = deployment("unlike");
    deployment.apply(deployment.small("r").build());
    deployment.send("r", 0, 20);
    deployment.send("r", 10, 20);
    deployment.send("r", 10, 20, 3.0);

    assertThat(deployment.failure())
        .contains("offset 3 cannot be trained on: of source r, sample 10 has other numbers");
  }

  /** It once made all samples after it count as seen. */
  @Test
  void numberFarAhead_isPassedOver_andHidesNothing() {
    Deployment deployment = deployment("ahead");
    deployment.apply(deployment.small("r").build());
    deployment.send("r", 0, 60);
    deployment.send(SampleBatches.batch("r", 1L << 40, Rows.of(new float[] {1, 2}, 2)));
    deployment.send("r", 60, ALL);
    Running trainer = deployment.start(Map.of("on.bad.record", "skip"));
    deployment.awaitMilestones(trainer, 3);
    trainer.stop();

    assertThat(deployment.states(128)).isEqualTo(undisturbed());
    assertThat(deployment.deadLetters())
        .singleElement()
        .extracting(letter -> header(letter, "scorestream.reason"))
        .asString()
        .contains("offset 6 starts at sample 1099511627776 of source r, but sample 60 should");
  }

  /** Those who come late would be trained on in no order that anybody can repeat. */
  @Test
  void samples_thatComeAfterThoseThatFollowThem_areKeptAndNotTrainedOn() {
    Deployment deployment = deployment("belated");
    deployment.apply(deployment.small("r").build());
    deployment.send("r", 0, 10);
    deployment.send("r", 20, 40);
    deployment.send("r", 10, 20);
    deployment.send("r", 40, 60);
    Running trainer = deployment.start(Map.of("on.bad.record", "skip"));
    deployment.awaitMilestones(trainer, 1);
    trainer.stop();

    assertThat(deployment.deadLetters())
        .singleElement()
        .extracting(letter -> header(letter, "scorestream.reason"))
        .asString()
        .contains("offset 3 cannot be trained on: of source r, sample 10 comes after samples that");
  }

  /** Kafka's consumer reads on in the new topic, at the offset that it had in the old one. */
  @Test
  void topicMadeAnew_whileItIsRead_letsItsRunsFail_andIsReadFromItsBeginningByTheNext()
      throws Exception {
    Deployment deployment = deployment("anew");
    RunSpec spec = deployment.small("r").build();
    deployment.apply(spec);
    deployment.send("r", 0, 60);
    Running first = deployment.start(Map.of());
    deployment.awaitMilestones(first, 1);
    makeAnew(deployment);
    deployment.send("r", 0, ALL);

    assertThat(deployment.awaitFailure(first, "r"))
        .contains("topic anew.samples.v1 was deleted since samples were read from it");
    deployment.command(spec, RunAction.RESUME, null);
    Deployment.awaitUntil(() -> deployment.failures("r").size() == 2, List.of(first));
    first.stop();
    assertThat(deployment.milestones()).hasSize(1);

    Running second = deployment.start(Map.of());
    deployment.command(spec, RunAction.RESUME, null);
    deployment.awaitMilestones(second, 3);
    second.stop();
    assertThat(deployment.states(128)).as("the same samples again").isEqualTo(undisturbed());
  }

  /** As after a restore of an older copy, whose end was then written anew. */
  @Test
  void run_whoseSamplesWereOthers_fails() {
    Deployment deployment = trainedOnce("others");
    MilestoneReached reached = deployment.milestones().get(0);
    deployment.send(MilestoneReached.newBuilder(reached).setSamplesHash("other").build());

    assertThat(deployment.failure())
        .startsWith(
            "milestone 32 of run r was trained on other samples than topic others.samples.v1 has now");
  }

  @Test
  void recordsDeleted_beforeTheyAreRead_areNamed_andAfterwardsAreMissedByNobody() throws Exception {
    Deployment deployment = trainedOnce("cut");
    deleteUpTo(3, deployment);
    Path empty = folder.resolve("empty");
    Running without = deployment.start(Map.of("cache.dir", empty.toString()));
    assertThat(deployment.awaitFailure(without, "r"))
        .contains("offset 3 starts at sample 30 of source r, but sample 0 should come next")
        .contains("those between, 30 in number, are missing");
    without.stop();

    deployment.command(deployment.small("r").build(), RunAction.RESUME, null);
    deployment.send("r", 50, ALL);
    Running with = deployment.start(Map.of());
    deployment.awaitMilestones(with, 3);
    with.stop();
    assertThat(deployment.states(128)).isEqualTo(undisturbed());
  }

  private static void makeAnew(Deployment deployment) throws Exception {
    Topic samples = deployment.clients().topics().samples();
    try (Admin admin = deployment.clients().admin()) {
      admin.deleteTopics(List.of(samples.name())).all().get();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> !admin.listTopics().names().get().contains(samples.name()));
    }
    new TestTopics(deployment.clients()).create(Deployment.PARTITIONS);
  }

  private static void deleteUpTo(long offset, Deployment deployment) throws Exception {
    TopicPartition partition =
        new TopicPartition(deployment.clients().topics().samples().name(), 0);
    try (Admin admin = deployment.clients().admin()) {
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset))).all().get();
    }
  }
}
