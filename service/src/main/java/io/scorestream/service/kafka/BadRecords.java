package io.scorestream.service.kafka;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.metrics.ServiceMeters;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of records that cannot be read or are not sound: each is kept on the dead-letters
 * topic, once, and then either ends the service or is passed over. Safe from any thread.
 */
public final class BadRecords implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BadRecords.class);

  private final KafkaClients clients;
  private final String service;
  private final BadRecordPolicy policy;
  private final PassedOver passedOver;
  private @Nullable DeadLetters letters;

  /**
   * @param service who keeps the records
   * @param policy what such a record leads to
   * @param passedOver records that are gone on without in any case
   */
  public BadRecords(
      KafkaClients clients, String service, BadRecordPolicy policy, PassedOver passedOver) {
    this.clients = clients;
    this.service = service;
    this.policy = policy;
    this.passedOver = passedOver;
    clients.meters().count(ServiceMeters.DEAD_LETTERS, 0);
  }

  /** The clients that read the records. */
  public KafkaClients clients() {
    return clients;
  }

  /** Whether an operator has named a record to be passed over. */
  public boolean names(ConsumerRecord<String, byte[]> record) {
    return passedOver.names(record);
  }

  /**
   * Keeps a record, and returns when it may be passed over.
   *
   * @throws ScorestreamException {@code why}, when the record is not to blame or the policy is to
   *     fail, unless an operator has named it
   */
  public synchronized void refuse(ConsumerRecord<String, byte[]> record, ScorestreamException why) {
    boolean named = passedOver.names(record);
    if (named || why.reason() == Reason.BAD_DATA) {
      letters().keep(record, why);
    }
    if (named) {
      LOG.warn("passed over, as pass.over says: {}", why.getMessage());
    } else {
      passOver(why);
    }
  }

  /**
   * Keeps a record that is passed over whatever the policy is: nothing but itself depends on it.
   *
   * @throws ScorestreamException {@code why}, when the record is not to blame, unless an operator
   *     has named it
   */
  public synchronized void keep(ConsumerRecord<String, byte[]> record, ScorestreamException why) {
    if (!passedOver.names(record) && why.reason() != Reason.BAD_DATA) {
      throw why;
    }
    letters().keep(record, why);
    LOG.warn("passed over: {}", why.getMessage());
  }

  private DeadLetters letters() {
    if (letters == null) {
      letters = new DeadLetters(clients, service);
    }
    return letters;
  }

  /**
   * Returns when what no single record holds, such as samples that are missing, may be passed over.
   *
   * @throws ScorestreamException {@code why}, when it is no bad data or the policy is to fail
   */
  public void passOver(ScorestreamException why) {
    if (why.reason() != Reason.BAD_DATA || policy == BadRecordPolicy.FAIL) {
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
