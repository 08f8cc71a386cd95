package io.scorestream.service.kafka;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;

/** What a cluster answers to an administrator. */
public final class Answers {

  private Answers() {}

  /**
   * Waits for an answer.
   *
   * @throws KafkaException what the cluster answered instead; an {@link InterruptException} where
   *     the thread is interrupted, which it stays
   */
  public static <T> T await(KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
