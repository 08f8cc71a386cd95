package io.scorestream.trainer.ingest;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.DeadLetters;
import io.scorestream.service.kafka.KafkaClients;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps bad records and applies the policy. Owned by the ingest thread. */
final class BadRecords implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BadRecords.class);

  private final BadRecordPolicy policy;
  private final DeadLetters letters;

  BadRecords(KafkaClients clients, BadRecordPolicy policy) {
    this.policy = policy;
    this.letters = new DeadLetters(clients, "trainer");
  }

  /**
   * Returns when the record is kept and may be passed over.
   *
   * @throws ScorestreamException the one given, when the policy is to fail or the record is not to
   *     blame
   */
  void handle(ConsumerRecord<String, byte[]> record, ScorestreamException why) {
    if (why.reason() != Reason.BAD_DATA) {
      throw why;
    }
    letters.keep(record, why);
    if (policy == BadRecordPolicy.FAIL) {
      throw why;
    }
    LOG.warn("{}; it is kept on the dead-letters topic and passed over", why.getMessage());
  }

  /**
   * Returns when what is missing before a record may be passed over.
   *
   * @throws ScorestreamException the one given, when the policy is to fail
   */
  void handleMissing(ScorestreamException why) {
    if (policy == BadRecordPolicy.FAIL) {
      throw why;
    }
    LOG.warn("{}; training goes on without them", why.getMessage());
  }

  @Override
  public void close() {
    letters.close();
  }
}
