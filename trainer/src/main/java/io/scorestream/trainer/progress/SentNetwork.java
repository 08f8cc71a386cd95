package io.scorestream.trainer.progress;

import io.scorestream.events.NetworkRecords;
import io.scorestream.events.RecordOffset;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * A network on its way to Kafka.
 *
 * @param network its number
 * @param weights where its weights come to lie
 * @param state where its training state does
 */
record SentNetwork(int network, Future<RecordMetadata> weights, Future<RecordMetadata> state) {

  /**
   * Where the two lie; waits for that until Kafka has them.
   *
   * @throws KafkaException when they did not get there
   */
  NetworkRecords places() {
    return new NetworkRecords(network, place(weights), place(state));
  }

  private static RecordOffset place(Future<RecordMetadata> sent) {
    try {
      RecordMetadata at = sent.get();
      return new RecordOffset(at.partition(), at.offset());
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
