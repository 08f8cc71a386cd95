package io.scorestream.sampler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.scorestream.checkpoints.TrainedNetworks;
import io.scorestream.checkpoints.WholeMilestone;
import io.scorestream.events.GenerationBatch;
import io.scorestream.events.MilestoneReached;
import io.scorestream.events.RecordOffset;
import io.scorestream.events.RunAction;
import io.scorestream.events.RunCommand;
import io.scorestream.events.SampleHalf;
import io.scorestream.events.ScoreWeights;
import io.scorestream.events.codec.Floats;
import io.scorestream.fixtures.SmallRun;
import io.scorestream.model.DevicePreference;
import io.scorestream.run.Run;
import io.scorestream.sampler.draw.NetworkSampler;
import io.scorestream.sampler.draw.UntrainedNetworks;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.BadRecordPolicy;
import io.scorestream.topics.Keys;
import io.scorestream.topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class SamplerIT extends OnEmbeddedStack {

  @Test
  void run_makesEachMilestonesGenerationsOnceOverRestarts() {
    publishRun(run);
    publishMilestone(run, 256);
    Running first = new Running("one");
    await().until(() -> generations().size() == 1);
    first.stop();

    publishMilestone(run, 512);
    List<MilestoneReached> incomplete = reached(run, 1024, publishWeights(weights(run, 1024)));
    publish(incomplete.subList(0, incomplete.size() - 1));
    publish(List.of(half(incomplete.get(incomplete.size() - 1))));
    Running second = new Running("two");
    await().until(() -> generations().size() == 2);
    publishMilestone(run, 2048);
    await().until(() -> generations().size() == 3);
    second.stop();

    assertThat(generations())
        .extracting(GenerationBatch::getMilestone)
        .containsExactlyInAnyOrder(256L, 512L, 2048L);
    try (NetworkSampler sampler = new NetworkSampler(DevicePreference.CPU, 1)) {
      for (GenerationBatch batch : generations()) {
        TrainedNetworks networks =
            new TrainedNetworks(
                new WholeMilestone(batch.getMilestone(), 0, Map.of(), List.of()),
                UntrainedNetworks.of(run, 1));
        assertThat(Floats.of(batch.getData()))
            .isEqualTo(sampler.generations(run, networks, remaining -> {}).numbers());
      }
    }
  }

  @Test
  void run_ofSeveralRuns_keepsThemApart() {
    Run other = SmallRun.named("other", 20);
    publishRun(run);
    publishRun(other);
    publishMilestone(run, 256);
    publishMilestone(other, 256);

    Running running = new Running("one");
    await().until(() -> generations().size() == 2);
    running.stop();

    assertThat(generations())
        .extracting(GenerationBatch::getRun, GenerationBatch::getCount)
        .containsExactlyInAnyOrder(tuple("small", 50), tuple("other", 20));
  }

  @Test
  void run_onADamagedNetwork_endsAndNamesTheRecord() {
    publishRun(run);
    List<ScoreWeights> weights = weights(run, 256);
    weights.set(3, ScoreWeights.newBuilder(weights.get(3)).setContentHash("0".repeat(64)).build());
    publish(reached(run, 256, publishWeights(weights)));

    assertThatThrownBy(() -> new Running("one").ended())
        .isInstanceOf(ScorestreamException.class)
        .hasMessageContaining("topic " + clients.topics().weights().name())
        .hasMessageContaining("network 4, milestone 256: damaged")
        .extracting("reason")
        .isEqualTo(Reason.BAD_DATA);
    assertThat(generations()).isEmpty();
  }

  @Test
  void run_onAMilestoneOfAnotherSpecification_endsAndNamesTheRecord() {
    publishRun(run);
    publishMilestone(SmallRun.named("small", 51), 256);

    assertThatThrownBy(() -> new Running("one").ended())
        .hasMessageContaining("topic " + clients.topics().milestones().name())
        .hasMessageContaining("another specification of run small");
  }

  /** Its networks were replaced by newer ones long ago; what comes after it is sampled. */
  @Test
  void run_onAMilestoneWhoseNetworksAreGone_goesOnWithTheNext() {
    publishRun(run);
    Topic topic = clients.topics().weights();
    List<RecordOffset> gone = new ArrayList<>(publishWeights(weights(run, 256)));
    gone.set(
        7,
        topics.send(topic, Keys.networkPartition(run.id(), 8, partitions(topic)), "small/8", null));
    publish(reached(run, 256, gone));
    publishMilestone(run, 512);

    Running running = new Running("one");
    await().until(() -> generations().size() == 1);
    running.stop();

    assertThat(generations()).extracting(GenerationBatch::getMilestone).containsExactly(512L);
  }

  /** They are measured already, and would be once more. */
  @Test
  void run_onAMilestoneWhoseGenerationsExpired_makesThemNoSecondTime() {
    publishRun(run);
    Topic milestones = clients.topics().milestones();
    long longAgo = System.currentTimeMillis() - Duration.ofDays(31).toMillis();
    for (MilestoneReached reached : reached(run, 256, publishWeights(weights(run, 256)))) {
      topics.send(
          List.of(
              new ProducerRecord<>(
                  milestones.name(),
                  Keys.shardPartition(run.id(), reached.getShard(), partitions(milestones)),
                  longAgo,
                  Keys.shardMilestone(run.id(), 256, reached.getShard()),
                  reached)));
    }
    publishMilestone(run, 512);

    Running running = new Running("one");
    await().until(() -> !generations().isEmpty());
    running.stop();

    assertThat(generations()).extracting(GenerationBatch::getMilestone).containsExactly(512L);
  }

  @Test
  void run_toldToSkipBadRecords_keepsThemAndGoesOn() {
    publishRun(run);
    Topic topic = clients.topics().milestones();
    topics.sendBytes(topic, 0, "small/256/0", "hello".getBytes(UTF_8));
    publishMilestone(run, 256);

    Running running = new Running("one", BadRecordPolicy.SKIP);
    await().until(() -> generations().size() == 1);
    running.stop();

    assertThat(topics.deadLetters())
        .extracting(letter -> new String(letter.value(), UTF_8))
        .containsExactly("hello");
  }

  @Test
  void run_ofARunThatIsNotThere_passesItsMilestonesOver() {
    Run withdrawn = SmallRun.named("withdrawn", 10);
    publishRun(run);
    publishMilestone(withdrawn, 256);
    publishMilestone(run, 256);

    Running running = new Running("one");
    await().until(() -> generations().size() == 1);
    running.stop();

    assertThat(generations()).extracting(GenerationBatch::getRun).containsExactly("small");
  }

  /** Shards are deleted one by one: one may begin anew before what another has left is gone. */
  @Test
  void run_restoredWhileWhatItsShardsLeftIsDeleted_isSampled() {
    publishRun(run);
    Topic commands = clients.topics().commands();
    for (RunAction action : List.of(RunAction.DELETE, RunAction.RESTORE)) {
      topics.send(
          commands,
          0,
          run.id(),
          new RunCommand(run.id(), action, null, "a test", run.hash(), null, null));
    }
    List<ScoreWeights> weights =
        weights(run, 256).stream()
            .map(network -> ScoreWeights.newBuilder(network).setIncarnation(1).build())
            .toList();
    List<MilestoneReached> anew =
        reached(run, 256, publishWeights(weights)).stream()
            .map(reached -> MilestoneReached.newBuilder(reached).setIncarnation(1).build())
            .toList();
    Topic topic = clients.topics().milestones();
    int last = anew.size() - 1;
    // All in one partition, where their order is that in which they are read.
    int partition = Keys.shardPartition(run.id(), last, partitions(topic));
    for (int shard = 0; shard < last; shard++) {
      topics.send(topic, partition, Keys.shardMilestone(run.id(), 256, shard), anew.get(shard));
    }
    topics.send(topic, partition, Keys.shardMilestone(run.id(), 128, last), null);
    topics.send(topic, partition, Keys.shardMilestone(run.id(), 256, last), anew.get(last));

    Running running = new Running("one");
    await().until(() -> !generations().isEmpty());
    running.stop();

    assertThat(generations()).extracting(GenerationBatch::getIncarnation).containsExactly(1);
  }

  /** A network on half of the samples, of which nothing is generated. */
  private static MilestoneReached half(MilestoneReached reached) {
    return MilestoneReached.newBuilder(reached).setHalf(SampleHalf.FIRST).build();
  }
}
