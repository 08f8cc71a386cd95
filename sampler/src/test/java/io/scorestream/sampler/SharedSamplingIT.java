package io.scorestream.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scorestream.checkpoints.TrainedNetworks;
import io.scorestream.checkpoints.WholeMilestone;
import io.scorestream.events.GenerationBatch;
import io.scorestream.rows.Rows;
import io.scorestream.run.RunState;
import io.scorestream.topics.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** The milestones of a run are shared out among samplers, and each is sampled once. */
class SharedSamplingIT extends OnEmbeddedStack {

  /** Kafka says the same to whose id was taken over and to whose transaction took too long. */
  @Test
  void run_fencedByNobodyOfTheGroup_makesEachMilestonesGenerationsOnce() {
    publishRun(run);
    publishMilestone(run, 256);
    Running sampler = new Running("one");
    await().until(() -> generations().size() == 1);
    GenerationLog.open(clients, partition(256), "two").close();

    LongStream.rangeClosed(2, 24).forEach(i -> publishMilestone(run, 256 * i));
    await().until(() -> generations().size() == 24);
    sampler.stop();

    assertThat(generations()).extracting(GenerationBatch::getMilestone).doesNotHaveDuplicates();
  }

  /** As one does that is killed between two of its sends: its transaction is never ended. */
  @Test
  void run_takingOverFromOneThatDiedInTheMiddleOfAMilestone_makesItOnce() {
    publishRun(run);
    publishMilestone(run, 256);
    Topic topic = clients.topics().generations();
    Producer<String, SpecificRecord> dead =
        clients.transactionalProducer(
            "dead", clients.topics().prefix() + "-sampler-" + partition(256));
    dead.initTransactions();
    dead.beginTransaction();
    var unused =
        dead.send(
            new ProducerRecord<>(
                topic.name(),
                partition(256),
                "small/256",
                GenerationBatches.of(
                        RunState.of(run),
                        new TrainedNetworks(
                            new WholeMilestone(256, 0, Map.of(), List.of()), List.of()),
                        Rows.zeros(1, 2),
                        "CPU")
                    .get(0)));
    dead.flush();

    Running heir = new Running("heir");
    await().until(() -> generations().size() == 1);
    heir.stop();
    dead.close(Duration.ZERO);

    assertThat(generations()).extracting(GenerationBatch::getCount).containsExactly(50);
  }

  @Test
  void twoSamplers_shareTheMilestonesOfOneRun_andALeavingOnesGoToTheOther() {
    publishRun(run);
    Running first = new Running("one");
    Running second = new Running("two");
    await().until(() -> first.partitions() > 0 && second.partitions() > 0);
    int partitions = partitions(clients.topics().generations());
    assertThat(first.partitions() + second.partitions()).isEqualTo(partitions);
    LongStream.rangeClosed(1, 16).forEach(i -> publishMilestone(run, 256 * i));
    await().until(() -> generations().size() == 16);
    assertThat(first.sampled()).as("both had a part in it").isPositive();
    assertThat(second.sampled()).isPositive();
    assertThat(first.sampled() + second.sampled()).isEqualTo(16);

    first.stop();
    LongStream.rangeClosed(17, 32).forEach(i -> publishMilestone(run, 256 * i));
    await().until(() -> generations().size() == 32);
    second.stop();

    assertThat(generations()).extracting(GenerationBatch::getMilestone).doesNotHaveDuplicates();
  }
}
