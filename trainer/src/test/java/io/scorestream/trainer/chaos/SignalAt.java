package io.scorestream.trainer.chaos;

import io.scorestream.events.MilestoneReached;
import io.scorestream.events.ScoreWeights;
import io.scorestream.events.ServiceActivity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Sends a signal, SIGKILL to its own process unless it is told otherwise, when what is sent to
 * Kafka shows that a stage is reached for the n-th time. The trainer knows nothing of it: it comes
 * in as any Kafka setting does.
 */
public final class SignalAt
    implements ProducerInterceptor<Object, Object>, ConsumerInterceptor<Object, Object> {

  static final String STAGE = "chaos.stage";
  static final String OCCURRENCE = "chaos.occurrence";

  /** The one whose milestones count; those of all without it. */
  static final String SHARD = "chaos.shard";

  static final String SIGNAL = "chaos.signal";
  static final String PROCESS = "chaos.process";

  private static final AtomicInteger LEFT =
      new AtomicInteger(Integer.getInteger(OCCURRENCE, Integer.MAX_VALUE));
  private static final AtomicBoolean SENT = new AtomicBoolean();

  @Override
  public ProducerRecord<Object, Object> onSend(ProducerRecord<Object, Object> record) {
    String stage = System.getProperty(STAGE);
    if (stage != null && isAt(Stage.valueOf(stage), record.value()) && isOfShard(record.value())) {
      if (LEFT.decrementAndGet() == 0) {
        signal();
      }
    }
    return record;
  }

  private static boolean isAt(Stage stage, Object value) {
    return switch (stage) {
      case BEFORE_TRAINING -> value instanceof ServiceActivity it && share(it) < .1;
      case MID_MILESTONE ->
          value instanceof ServiceActivity it && share(it) > .2 && share(it) < .95;
      case MID_UPLOAD -> value instanceof ScoreWeights;
      case AFTER_SEND_BEFORE_COMMIT -> value instanceof MilestoneReached;
      case AFTER_COMMIT ->
          value instanceof MilestoneReached
              ? sent()
              : value instanceof ServiceActivity && SENT.getAndSet(false);
    };
  }

  private static boolean isOfShard(Object value) {
    Integer shard = Integer.getInteger(SHARD);
    return shard == null || !(value instanceof MilestoneReached it) || it.getShard() == shard;
  }

  private static boolean sent() {
    SENT.set(true);
    return false;
  }

  /** Of the milestone's steps; 1 where it is not training. */
  private static double share(ServiceActivity activity) {
    return activity.getPhase().equals("training")
        ? (double) activity.getDone() / activity.getTotal()
        : 1;
  }

  private static void signal() {
    String own = String.valueOf(ProcessHandle.current().pid());
    String process = System.getProperty(PROCESS, own);
    String name = System.getProperty(SIGNAL, "KILL");
    try {
      new ProcessBuilder("kill", "-" + name, process).start().waitFor();
      if (process.equals(own) && name.equals("KILL")) {
        Thread.sleep(60_000);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public ConsumerRecords<Object, Object> onConsume(ConsumerRecords<Object, Object> records) {
    return records;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void onAcknowledgement(RecordMetadata metadata, Exception exception) {}

  @Override
  public void close() {}

  @Override
  public void configure(Map<String, ?> configs) {}
}
