package io.scorestream.trainer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scorestream.events.MilestoneReached;
import io.scorestream.events.TimeGridKind;
import io.scorestream.events.TimeGridSpec;
import io.scorestream.events.codec.SampleBatches;
import io.scorestream.rows.Rows;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.topics.SourcePlaces;
import io.scorestream.trainer.Deployment.Running;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class BadRecordIT extends OnEmbeddedStack {

  @Test
  void record_thatIsNotAvro_isKeptAndEndsTheTrainer() {
    Deployment deployment = withTenSamples("garbage");
    deployment.sendBytes("hello".getBytes(UTF_8));

    ScorestreamException failure = failure(deployment);

    assertThat(failure.reason()).isEqualTo(Reason.BAD_DATA);
    assertThat(failure)
        .hasMessageContaining("topic garbage.samples.v1, partition 0, offset 1 is not an Avro");
    assertThat(failure.remedy()).contains("on.bad.record=skip");
    ConsumerRecord<String, byte[]> letter = onlyLetter(deployment);
    assertThat(letter.value()).isEqualTo("hello".getBytes(UTF_8));
    assertThat(header(letter, "scorestream.offset")).isEqualTo("1");
    assertThat(header(letter, "scorestream.reason")).isEqualTo(failure.getMessage());
  }

  @Test
  void record_ofAnotherDimension_isKeptAndEndsTheTrainer() {
    Deployment deployment = withTenSamples("dimension");
    deployment.send(SampleBatches.batch("r", 10, Rows.zeros(2, 3)));

    assertThat(failure(deployment))
        .hasMessageContaining("dimension.samples.v1, partition 0, offset 1 cannot be trained on")
        .hasMessageContaining("have 3 numbers each, but the run's have 2");
    assertThat(header(onlyLetter(deployment), "scorestream.key")).isEqualTo("r");
  }

  @Test
  void record_withNaN_isKeptAndEndsTheTrainer() {
    Deployment deployment = withTenSamples("nan");
    deployment.send(SampleBatches.batch("r", 10, Rows.of(new float[] {1, 2, Float.NaN, 4}, 2)));

    assertThat(failure(deployment))
        .hasMessageContaining("offset 1 cannot be trained on")
        .hasMessageContaining("sample 11 of source r has NaN as its number 1");
    onlyLetter(deployment);
  }

  @Test
  void record_afterMissingSamples_endsTheTrainer() {
    Deployment deployment = withTenSamples("gap");
    deployment.send("r", 20, 30);

    assertThat(failure(deployment))
        .hasMessageContaining("gap.samples.v1, partition 0, offset 1 starts at sample 20")
        .hasMessageContaining("sample 10 should come next");
  }

  @Test
  void run_thatCannotBeTrained_isKeptAndEndsTheTrainer() {
    Deployment deployment = deployment("run");
    deployment.apply(
        deployment
            .small("r")
            .setTimeGrid(new TimeGridSpec(TimeGridKind.BENTON, 30.0, 1e-3, 4))
            .build());

    assertThat(failure(deployment))
        .hasMessageContaining("run.runs.v1, partition 0, offset 0 has a run that cannot be trained")
        .hasMessageContaining("time of timestep");
    onlyLetter(deployment);
  }

  @Test
  void run_ofASourceThatIsDescribedOtherwise_isNamed() {
    Deployment deployment = deployment("otherwise");
    deployment.describe("r", 3);
    deployment.publish(deployment.small("r").build());

    assertThat(failure(deployment))
        .hasMessageContaining("otherwise.runs.v1, partition 0, offset 0 has a run that cannot")
        .hasMessageContaining("run r takes samples of 2 numbers, but source r has 3 in each");
    onlyLetter(deployment);
  }

  /** The run was there before its source, and hurts no other. */
  @Test
  void run_whoseSourceIsLaterDescribedOtherwise_isPassedOverWhereBadRecordsAre() {
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
  void run_onATopicThatIsNotThere_isNamed() {
    Deployment deployment = deployment("topicless");
    deployment.apply(deployment.small("r").setSamplesTopic("nowhere").build());

    assertThat(failure(deployment)).hasMessageContaining("there is no samples topic nowhere");
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

  private static ScorestreamException failure(Deployment deployment) {
    try {
      deployment.start(Map.of()).end().join();
      throw new AssertionError("the trainer ended without a failure");
    } catch (CompletionException e) {
      assertThat(e).hasCauseInstanceOf(ScorestreamException.class);
      return (ScorestreamException) requireNonNull(e.getCause());
    }
  }

  private static ConsumerRecord<String, byte[]> onlyLetter(Deployment deployment) {
    assertThat(deployment.deadLetters()).hasSize(1);
    return deployment.deadLetters().get(0);
  }

  private static String header(ConsumerRecord<String, byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), UTF_8);
  }
}
