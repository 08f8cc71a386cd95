package io.scorestream.producer;

import io.scorestream.events.SampleBatch;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.Unavailable;
import io.scorestream.service.metrics.Meters;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends batches in order and without a gap: once one fails, none after it reaches the topic, since
 * the failure closes the Kafka producer on the very thread that would send the next. Owned by one
 * thread; only acknowledgements come on Kafka's.
 */
public final class SampleSender implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SampleSender.class);

  /**
   * Bytes that may be on their way; far below the Kafka producer's own buffer, so it never blocks.
   */
  private static final int MAX_IN_FLIGHT = 64 * 1024 * 1024;

  private static final Duration CLOSE = Duration.ofSeconds(10);

  private final Producer<String, SpecificRecord> producer;
  private final TopicPartition place;
  private final Meters meters;
  private final Semaphore room = new Semaphore(MAX_IN_FLIGHT);
  private final AtomicReference<ScorestreamException> failure = new AtomicReference<>();
  private volatile long acknowledged;

  /**
   * Opens a producer of its own, to the samples topic.
   *
   * @param partition that the source lies in
   */
  public SampleSender(KafkaClients clients, String clientId, int partition) {
    this(
        clients.producer(clientId),
        new TopicPartition(clients.topics().samples().name(), partition),
        clients.meters());
  }

  SampleSender(Producer<String, SpecificRecord> producer, TopicPartition place, Meters meters) {
    this.producer = producer;
    this.place = place;
    this.meters = meters;
  }

  /**
   * Sends a batch when there is room for it.
   *
   * @return false when there was none for as long as {@code patience}; the batch was then not taken
   * @throws ScorestreamException when this batch or one before it failed
   */
  public boolean offer(SampleBatch batch, Duration patience) throws InterruptedException {
    int size = Math.min(MAX_IN_FLIGHT, batch.getData().remaining());
    if (!room.tryAcquire(size, patience.toMillis(), TimeUnit.MILLISECONDS)) {
      requireNoFailure();
      return false;
    }
    requireNoFailure();
    try {
      Future<RecordMetadata> unawaited =
          producer.send(
              new ProducerRecord<>(place.topic(), place.partition(), batch.getSource(), batch),
              (metadata, e) -> completed(batch, size, e));
      LOG.trace("sent samples from {} on: {}", batch.getFirstSequence(), unawaited);
    } catch (KafkaException e) {
      throw failed(batch.getFirstSequence(), e);
    }
    return true;
  }

  /**
   * Waits for all acknowledgements.
   *
   * @return false when some were outstanding for as long as {@code patience}
   * @throws ScorestreamException when a batch failed
   */
  public boolean settled(Duration patience) throws InterruptedException {
    boolean all = room.tryAcquire(MAX_IN_FLIGHT, patience.toMillis(), TimeUnit.MILLISECONDS);
    if (all) {
      room.release(MAX_IN_FLIGHT);
    }
    requireNoFailure();
    return all;
  }

  /** Sequence number after the last sample that Kafka has acknowledged; 0 before the first. */
  long acknowledged() {
    return acknowledged;
  }

  /** Waits up to ten seconds for acknowledgements; what has none by then is dropped. */
  @Override
  public void close() {
    producer.close(CLOSE);
  }

  private void completed(SampleBatch batch, int size, Exception e) {
    if (e == null) {
      acknowledged = batch.getFirstSequence() + batch.getCount();
      meters.count(ProducerMeters.SAMPLES_PRODUCED, batch.getCount(), batch.getSource());
    } else if (failure.compareAndSet(null, failed(batch.getFirstSequence(), e))) {
      producer.close(Duration.ZERO);
    }
    room.release(size);
  }

  private void requireNoFailure() {
    ScorestreamException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
  }

  private ScorestreamException failed(long first, Exception e) {
    return new ScorestreamException(
        Reason.UNAVAILABLE,
        "samples from %s on could not be sent to %s: %s"
            .formatted(first, place.topic(), Unavailable.why(e)),
        "mend Kafka or the registry and start again: it goes on where the topic ends",
        e);
  }
}
