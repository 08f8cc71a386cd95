package io.scorestream.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.events.SampleBatch;
import io.scorestream.events.codec.SampleBatches;
import io.scorestream.rows.Rows;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.metrics.Meters;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class SampleSenderTest {

  private static final Duration SHORT = Duration.ofMillis(20);

  private final MockProducer<String, SpecificRecord> kafka =
      new MockProducer<>(false, null, new StringSerializer(), (topic, value) -> new byte[0]);
  private final SampleSender sender =
      new SampleSender(kafka, new TopicPartition("samples", 0), Meters.off());

  @Test
  void settled_whenAllAreAcknowledged_saysWhere() throws InterruptedException {
    sender.offer(batch(0, 10), SHORT);
    sender.offer(batch(10, 5), SHORT);
    kafka.completeNext();

    assertThat(sender.settled(SHORT)).isFalse();
    assertThat(sender.acknowledged()).isEqualTo(10);

    kafka.completeNext();

    assertThat(sender.settled(SHORT)).isTrue();
    assertThat(sender.acknowledged()).isEqualTo(15);
    assertThat(kafka.history()).extracting("key").containsOnly("s");
  }

  @Test
  void offer_afterAFailure_sendsNothingMore() throws InterruptedException {
    sender.offer(batch(0, 10), SHORT);
    kafka.errorNext(new TimeoutException("broker gone"));

    assertThat(kafka.closed()).isTrue();
    assertThatThrownBy(() -> sender.offer(batch(10, 10), SHORT))
        .isInstanceOf(ScorestreamException.class)
        .hasMessageContaining("samples from 0 on")
        .hasMessageContaining("broker gone");
    assertThat(kafka.history()).hasSize(1);
  }

  @Test
  void settled_afterAFailure_tellsIt() throws InterruptedException {
    sender.offer(batch(0, 10), SHORT);
    kafka.errorNext(new TimeoutException("broker gone"));

    assertThatThrownBy(() -> sender.settled(SHORT))
        .extracting("reason")
        .isEqualTo(Reason.UNAVAILABLE);
  }

  @Test
  void offer_whenTheRegistryRefuses_tellsIt() {
    kafka.sendException = new SerializationException("schema refused");

    assertThatThrownBy(() -> sender.offer(batch(0, 1), SHORT))
        .isInstanceOf(ScorestreamException.class)
        .hasMessageContaining("schema refused");
  }

  @Test
  void offer_whenTooMuchIsOnItsWay_waitsForRoom() throws InterruptedException {
    SampleBatch large = batch(0, 4_000_000);
    while (sender.offer(large, SHORT)) {
      assertThat(kafka.history().size()).isLessThan(100);
    }
    int taken = kafka.history().size();

    assertThat(taken).isBetween(1, 16);
    kafka.completeNext();
    assertThat(sender.offer(large, SHORT)).isTrue();
  }

  private static SampleBatch batch(long first, int count) {
    return SampleBatches.batch("s", first, Rows.zeros(count, 1));
  }
}
