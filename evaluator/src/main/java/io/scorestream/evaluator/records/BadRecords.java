package io.scorestream.evaluator.records;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.DeadLetters;
import io.scorestream.service.kafka.KafkaClients;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of records that cannot be read or are not sound: each is kept on the dead-letters
 * topic, at least once, and then either ends the evaluator or is passed over. Safe from any thread.
 */
public final class BadRecords implements AutoCloseable {

  /** Name under which Kafka Streams hands this to the handlers that it makes. */
  public static final String CONFIG = "scorestream.bad.records";

  private static final Logger LOG = LoggerFactory.getLogger(BadRecords.class);

  private final KafkaClients clients;
  private final OnBadRecord policy;
  private DeadLetters letters;

  /**
   * @param policy whether such a record ends the evaluator
   */
  public BadRecords(KafkaClients clients, OnBadRecord policy) {
    this.clients = clients;
    this.policy = policy;
  }

  /** The clients that read the records. */
  KafkaClients clients() {
    return clients;
  }

  /**
   * Keeps a record, and returns when it may be passed over.
   *
   * @throws ScorestreamException {@code why}, when such a record ends the evaluator
   */
  public synchronized void refuse(ConsumerRecord<String, byte[]> record, ScorestreamException why) {
    if (letters == null) {
      letters = new DeadLetters(clients, "evaluator");
    }
    letters.keep(record, why);
    passOver(why);
  }

  /** Returns when what no single record is to blame for may be passed over; throws otherwise. */
  void passOver(ScorestreamException why) {
    if (policy == OnBadRecord.FAIL) {
      throw why;
    }
    LOG.warn("passed over: {}", why.getMessage());
  }

  /**
   * A record that is an event but not a sound one.
   *
   * @param place names the record
   * @param cause says what is wrong with it
   */
  public static ScorestreamException unsound(String place, IllegalArgumentException cause) {
    return new ScorestreamException(
        Reason.BAD_DATA,
        place + " is not sound: " + cause.getMessage(),
        "find out who wrote it; set on.bad.record=skip to keep it in the dead-letters topic and go"
            + " on without it",
        cause);
  }

  @Override
  public synchronized void close() {
    if (letters != null) {
      letters.close();
    }
  }
}
