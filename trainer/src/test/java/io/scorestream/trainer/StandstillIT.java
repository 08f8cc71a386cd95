package io.scorestream.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.scorestream.service.kafka.StandstillWatch;
import io.scorestream.topics.Topic;
import io.scorestream.trainer.Deployment.Running;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** A writer of samples that does not end its transaction. */
class StandstillIT extends OnEmbeddedStack {

  @Test
  @SuppressWarnings("try") // The watch only has to be ended.
  void partitionBehindAnOpenTransaction_isNamed_andReadOnWhenThatIsAborted() throws Exception {
    Deployment deployment = deployment("standstill");
    deployment.apply(deployment.small("r").build());
    Topic samples = deployment.clients().topics().samples();
    List<String> told = new CopyOnWriteArrayList<>();
    Running trainer = deployment.start(Map.of());
    try (Producer<String, SpecificRecord> hung =
            deployment.clients().transactionalProducer("hung", "somebody-elses");
        StandstillWatch watch =
            StandstillWatch.start(
                deployment.clients(),
                List.of(samples),
                Duration.ofMillis(300),
                Duration.ofSeconds(2),
                told::add)) {
      deployment.send("r", 0, 20);
      hung.initTransactions();
      hung.beginTransaction();
      hung.send(new ProducerRecord<>(samples.name(), 0, "r", deployment.samples().get(0))).get();
      deployment.send("r", 20, ALL);

      await().atMost(Duration.ofSeconds(30)).until(() -> !told.isEmpty());
      assertThat(told)
          .singleElement()
          .asString()
          .startsWith("partition 0 of topic standstill.samples.v1 stands still at offset 2 for ")
          .contains("a transaction of somebody-elses (producer ")
          .contains("abort --topic standstill.samples.v1 --partition 0 --start-offset 2");
      assertThat(deployment.milestones()).isEmpty();
      hung.abortTransaction();
      deployment.awaitMilestones(trainer, 3);
      await().atMost(Duration.ofSeconds(30)).until(() -> told.size() == 2);
    } finally {
      trainer.stop();
    }
    assertThat(told).last().isEqualTo("partition 0 of topic standstill.samples.v1 goes on");
    assertThat(deployment.states(128)).isEqualTo(undisturbed());
  }
}
