package io.scorestream.service.kafka;

import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * Tells whether a transaction failed because its producer may write no more: a later owner has
 * taken its id over, or the coordinator has aborted it since it took longer than {@code
 * transaction.timeout.ms}. Kafka's word is the same for both.
 */
public final class Fencing {

  private Fencing() {}

  /** Whether a failure, or anything that caused it, is Kafka's word that the producer is fenced. */
  public static boolean isFenced(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProducerFencedException
          || cause instanceof InvalidProducerEpochException) {
        return true;
      }
    }
    return false;
  }
}
