package io.scorestream.trainer;

import io.scorestream.events.MilestoneReached;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Holds a transaction up once, before the last record of a milestone, until the coordinator has
 * given it up: it looks for such every ten seconds.
 */
public final class SlowUpload implements ProducerInterceptor<String, SpecificRecord> {

  private static final Duration HELD = Duration.ofSeconds(13);
  private static final AtomicReference<Place> PLACE = new AtomicReference<>();

  private record Place(String topic, long milestone) {}

  /** Says which. */
  static void holdUp(String topic, long milestone) {
    PLACE.set(new Place(topic, milestone));
  }

  @Override
  public ProducerRecord<String, SpecificRecord> onSend(
      ProducerRecord<String, SpecificRecord> record) {
    Place place = PLACE.get();
    if (place != null
        && record.topic().equals(place.topic())
        && record.value() instanceof MilestoneReached reached
        && reached.getMilestone() == place.milestone()
        && PLACE.compareAndSet(place, null)) {
      try {
        Thread.sleep(HELD.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return record;
  }

  @Override
  public void onAcknowledgement(RecordMetadata metadata, Exception e) {}

  @Override
  public void close() {}

  @Override
  public void configure(Map<String, ?> configs) {}
}
