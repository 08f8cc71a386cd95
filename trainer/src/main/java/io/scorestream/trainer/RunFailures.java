package io.scorestream.trainer;

import io.scorestream.events.RunAction;
import io.scorestream.events.RunCommand;
import io.scorestream.run.RunState;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.Unavailable;
import io.scorestream.trainer.contract.TrainerRole;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Marks runs that cannot go on, by a command, so that no trainer takes them up after this one and
 * everybody sees why. Owned by the training thread.
 */
final class RunFailures {

  private static final Logger LOG = LoggerFactory.getLogger(RunFailures.class);

  private final KafkaClients clients;
  private final String instance;

  RunFailures(KafkaClients clients, String instance) {
    this.clients = clients;
    this.instance = instance;
  }

  /**
   * Marks a run. Where several trainers do, all but the first do nothing.
   *
   * @throws ScorestreamException where the mark could not be written
   */
  void mark(RunState run, ScorestreamException why) {
    LOG.warn(
        "{} has failed: {}; mend it and give 'runs resume {}'",
        run,
        why.getMessage(),
        run.run().id());
    RunCommand command =
        new RunCommand(
            run.run().id(),
            RunAction.FAIL,
            null,
            "trainer " + instance,
            run.run().hash(),
            why.getMessage() + "; " + why.remedy(),
            null);
    String topic = clients.topics().commands().name();
    String client = TrainerRole.ROLE.names(clients.topics()).client(instance, "failures");
    try (Producer<String, SpecificRecord> producer = clients.producer(client)) {
      producer.send(new ProducerRecord<>(topic, 0, run.run().id(), command)).get();
    } catch (ExecutionException | KafkaException e) {
      throw Unavailable.kafka(clients.connection().bootstrapServers(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Unavailable.kafka(clients.connection().bootstrapServers(), e);
    }
  }
}
