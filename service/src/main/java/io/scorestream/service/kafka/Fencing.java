package io.scorestream.service.kafka;

import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * Tells whether a transaction failed because its producer may write no more: a later owner has
 * taken its id over, the coordinator has aborted it since it took longer than {@code
 * transaction.timeout.ms}, or has forgotten an id that was not written under for {@code
 * transactional.id.expiration.ms}. Kafka's word for the first two is the same, and the third is
 * also its word to whose id was forgotten first and then taken over.
 */
public final class Fencing {

  private Fencing() {}

  /** Whether a failure, or anything that caused it, is Kafka's word that the producer is fenced. */
  public static boolean isFenced(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProducerFencedException
          || cause instanceof InvalidProducerEpochException
          || cause instanceof InvalidPidMappingException) {
        return true;
      }
    }
    return false;
  }
}
