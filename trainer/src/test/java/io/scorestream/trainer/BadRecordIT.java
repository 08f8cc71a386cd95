package io.scorestream.trainer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scorestream.events.MilestoneReached;
import io.scorestream.events.RunAction;
import io.scorestream.events.RunSpec;
import io.scorestream.events.TimeGridKind;
import io.scorestream.events.TimeGridSpec;
import io.scorestream.events.codec.SampleBatches;
import io.scorestream.rows.Rows;
import io.scorestream.service.topics.SourcePlaces;
import io.scorestream.topics.Topic;
import io.scorestream.topics.TopicCatalogue;
import io.scorestream.trainer.Deployment.Running;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class BadRecordIT extends OnEmbeddedStack {

  @Test
  void record_thatIsNotAvro_isKeptAndItsRunFails() {
    Deployment deployment = withTenSamples("garbage");
    deployment.sendBytes("hello".getBytes(UTF_8));

    String failure = deployment.failure();

    assertThat(failure)
        .contains("topic garbage.samples.v1, partition 0, offset 1 is not an Avro")
        .contains("on.bad.record=skip");
    ConsumerRecord<String, byte[]> letter = onlyLetter(deployment);
    assertThat(letter.value()).isEqualTo("hello".getBytes(UTF_8));
    assertThat(header(letter, "scorestream.offset")).isEqualTo("1");
    assertThat(failure).startsWith(header(letter, "scorestream.reason"));
  }

  @Test
  void record_ofAnotherDimension_isKeptAndItsRunFails() {
    Deployment deployment = withTenSamples("dimension");
    deployment.send(SampleBatches.batch("r", 10, Rows.zeros(2, 3)));

    assertThat(deployment.failure())
        .contains("dimension.samples.v1, partition 0, offset 1 cannot be trained on")
        .contains("have 3 numbers each, but the run's have 2");
    assertThat(header(onlyLetter(deployment), "scorestream.key")).isEqualTo("r");
  }

  @Test
  void record_afterMissingSamples_letsItsRunFail() {
    Deployment deployment = withTenSamples("gap");
    deployment.send("r", 20, 30);

    assertThat(deployment.failure())
        .contains("gap.samples.v1, partition 0, offset 1 starts at sample 20")
        .contains("sample 10 should come next");
  }

  /** It once ended every trainer, one after the other, and with them all other runs. */
  @Test
  void run_withABadSample_failsAlone_isLeftAlone_andGoesOnWhenItIsResumed() {
    Deployment deployment = deployment("nan");
    deployment.put("s", Deployment.PARTITIONS - 1);
    RunSpec spec = deployment.small("r").build();
    deployment.apply(spec);
    deployment.apply(deployment.small("s").build());
    deployment.send("r", 0, 60);
    deployment.send(SampleBatches.batch("r", 60, Rows.of(new float[] {1, 2, Float.NaN, 4}, 2)));
    Running first = deployment.start(Map.of());
    assertThat(deployment.awaitFailure(first, "r"))
        .contains("offset 6 cannot be trained on")
        .contains("sample 61 of source r has NaN as its number 1");
    onlyLetter(deployment);
    deployment.send("s", 0, 60);
    Deployment.awaitUntil(() -> milestones(deployment, "s") == 1, List.of(first));
    assertThat(deployment.failures("r")).hasSize(1);
    deployment.command(spec, RunAction.RESUME, null);
    Deployment.awaitUntil(() -> deployment.failures("r").size() == 2, List.of(first));
    onlyLetter(deployment);
    first.stop();
    long before = milestones(deployment, "r");

    Running next = deployment.start(Map.of("on.bad.record", "skip"));
    deployment.send("s", 60, ALL);
    deployment.send("r", 62, ALL);
    Deployment.awaitUntil(() -> milestones(deployment, "s") == 3, List.of(next));
    assertThat(milestones(deployment, "r")).isEqualTo(before);
    assertThat(deployment.failures("r")).hasSize(2);
    deployment.command(spec, RunAction.RESUME, null);
    Deployment.awaitUntil(() -> milestones(deployment, "r") == 3, List.of(next));
    next.stop();
  }

  private static long milestones(Deployment deployment, String run) {
    return deployment.milestones().stream().filter(it -> it.getRun().equals(run)).count();
  }

  /** Nobody has such a run: it is no sound one, so that it has no state either. */
  @Test
  void run_thatIsNotSound_isKeptAndHurtsNoOther() {
    Deployment deployment = deployment("run");
    deployment.apply(
        deployment
            .small("r")
            .setTimeGrid(new TimeGridSpec(TimeGridKind.BENTON, 30.0, 1e-3, 4))
            .build());
    deployment.apply(deployment.small("s").build());
    deployment.send("s", 0, 60);
    Running trainer = deployment.start(Map.of());
    deployment.awaitMilestones(trainer, 1);
    trainer.stop();

    assertThat(header(onlyLetter(deployment), "scorestream.reason"))
        .contains("run.runs.v1, partition 0, offset 0 has a run that cannot be trained")
        .contains("time of timestep");
  }

  /** Each of them ended every trainer, one after the other. */
  @Test
  void records_ofRunsCommandsAndSources_thatNobodyCanRead_areKeptAndHurtNoRun() {
    Deployment deployment = deployment("unreadable");
    TopicCatalogue topics = deployment.clients().topics();
    for (Topic topic : List.of(topics.runs(), topics.commands(), topics.sources())) {
      deployment.sendBytes(topic, "r", "hello".getBytes(UTF_8));
    }
    deployment.apply(deployment.small("s").build());
    deployment.send("s", 0, 60);
    Running trainer = deployment.start(Map.of());
    deployment.awaitMilestones(trainer, 1);
    trainer.stop();

    assertThat(deployment.deadLetters())
        .extracting(letter -> header(letter, "scorestream.topic"))
        .containsExactlyInAnyOrder(
            topics.runs().name(), topics.commands().name(), topics.sources().name());
  }

  @Test
  void run_ofASourceWhoseDescriptionNobodyCanRead_fails() {
    Deployment deployment = deployment("undescribed");
    deployment.sendBytes(deployment.clients().topics().sources(), "r", "hello".getBytes(UTF_8));
    deployment.publish(deployment.small("r").build());

    assertThat(deployment.failure())
        .contains("undescribed.sources.v1, partition 0, offset 0 is not an Avro SourceInfo");
  }

  @Test
  void run_ofASourceThatIsDescribedOtherwise_fails() {
    Deployment deployment = deployment("otherwise");
    deployment.describe("r", 3);
    deployment.publish(deployment.small("r").build());

    assertThat(deployment.failure())
        .contains("otherwise.runs.v1, partition 0, offset 0 has a run that cannot")
        .contains("run r takes samples of 2 numbers, but source r has 3 in each");
    onlyLetter(deployment);
  }

  /** The run was there before its source, and hurts no other. */
  @Test
  void run_whoseSourceIsLaterDescribedOtherwise_failsAlone() {
    Deployment deployment = deployment("later");
    deployment.publish(deployment.small("r").build());
    deployment.apply(deployment.small("s").build());
    Running trainer = deployment.start(Map.of("on.bad.record", "skip"));
    deployment.send("s", 0, 60);
    deployment.awaitMilestones(trainer, 1);
    int partition = SourcePlaces.initial(deployment.clients(), "r");
    deployment.put("r", partition);
    deployment.describe("r", 3);
    deployment.send(SampleBatches.batch("r", 0, Rows.zeros(2, 3)));
    deployment.send("s", 60, 100);
    deployment.awaitMilestones(trainer, 2);
    trainer.stop();

    assertThat(deployment.deadLetters())
        .extracting(letter -> header(letter, "scorestream.reason"))
        .anySatisfy(
            reason ->
                assertThat(reason).contains("run r takes samples of 2 numbers, but source r"));
  }

  @Test
  void run_onATopicThatIsNotThere_fails() {
    Deployment deployment = deployment("topicless");
    deployment.apply(deployment.small("r").setSamplesTopic("nowhere").build());

    assertThat(deployment.failure()).contains("there is no samples topic nowhere");
  }

  @Test
  void badRecords_skipped_areKeptAndTheOthersTrainedOn() {
    Deployment deployment = withTenSamples("skipped");
    deployment.sendBytes(new byte[] {0, 1, 2});
    deployment.send(
        SampleBatches.batch("r", 10, Rows.of(new float[] {Float.NEGATIVE_INFINITY, 0}, 2)));
    deployment.send("r", 11, 100);
    Running trainer = deployment.start(Map.of("on.bad.record", "skip"));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> trainer.end().isDone() || deployment.milestones().size() == 2);
    trainer.stop();
    assertThat(deployment.deadLetters()).hasSize(2);
    assertThat(deployment.milestones())
        .extracting(MilestoneReached::getMilestone)
        .containsExactly(32L, 64L);

    Running again = deployment.start(Map.of("on.bad.record", "skip"));
    deployment.send("r", 100, 200);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> again.end().isDone() || deployment.milestones().size() == 3);
    again.stop();
    assertThat(deployment.deadLetters()).as("kept once").hasSize(2);
  }

  private static Deployment withTenSamples(String prefix) {
    Deployment deployment = deployment(prefix);
    deployment.apply(deployment.small("r").build());
    deployment.send("r", 0, 10);
    return deployment;
  }

  private static ConsumerRecord<String, byte[]> onlyLetter(Deployment deployment) {
    assertThat(deployment.deadLetters()).hasSize(1);
    return deployment.deadLetters().get(0);
  }
}
