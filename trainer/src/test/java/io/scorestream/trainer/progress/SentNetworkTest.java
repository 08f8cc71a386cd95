package io.scorestream.trainer.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.events.NetworkRecords;
import io.scorestream.events.RecordOffset;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.Test;

class SentNetworkTest {

  private static final Future<RecordMetadata> SENT = sent(2, 17);

  @Test
  void places_ofBothRecords_areThoseThatKafkaGaveThem() {
    assertThat(new SentNetwork(3, SENT, sent(1, 9)).places())
        .isEqualTo(new NetworkRecords(3, new RecordOffset(2, 17L), new RecordOffset(1, 9L)));
  }

  /** What Kafka says decides whether the writer is fenced. */
  @Test
  void places_ofWhatDidNotGetThere_throwWhatKafkaSays() {
    KafkaException fenced = new ProducerFencedException("another has it");

    assertThatThrownBy(() -> new SentNetwork(3, SENT, failed(fenced)).places()).isSameAs(fenced);
    assertThatThrownBy(() -> new SentNetwork(3, failed(new IOException("no room")), SENT).places())
        .isInstanceOf(KafkaException.class)
        .hasRootCauseMessage("no room");
  }

  @Test
  void places_whileInterrupted_endTheWait() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> new SentNetwork(3, new CompletableFuture<>(), SENT).places())
        .isInstanceOf(InterruptException.class);
    assertThat(Thread.interrupted()).as("whoever asks later knows it too").isTrue();
  }

  private static Future<RecordMetadata> sent(int partition, long offset) {
    return CompletableFuture.completedFuture(
        new RecordMetadata(new TopicPartition("t", partition), offset, 0, 0, 0, 0));
  }

  private static Future<RecordMetadata> failed(Exception why) {
    return CompletableFuture.failedFuture(why);
  }
}
