package io.scorestream.sampler.request;

import io.scorestream.events.GenerationReply;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.Fencing;
import io.scorestream.topics.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes replies, together with how far requests are answered. Owned by one thread; closing it
 * closes its producer.
 */
final class ReplyLog implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ReplyLog.class);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Topic topic;
  private final Supplier<Producer<String, SpecificRecord>> producers;
  private Producer<String, SpecificRecord> producer;
  private boolean fenced;

  /**
   * @param topic of the replies
   * @param producers makes transactional ones, named after this process
   */
  ReplyLog(Topic topic, Supplier<Producer<String, SpecificRecord>> producers) {
    this.topic = topic;
    this.producers = producers;
    this.producer = producers.get();
  }

  /** Ends what this process left open when it ended before. */
  void open() {
    producer.initTransactions();
  }

  /**
   * Writes replies to a request in one transaction with how far its partition is answered.
   *
   * @param answered up to where, and of the request there, how far
   * @param member who answers the partition
   * @return whether they are there; not, where the partition may be another's by now, or the
   *     transaction took too long
   * @throws ScorestreamException with {@link Reason#FENCED} when it is fenced twice and nothing was
   *     committed in between: another process has this one's name
   */
  boolean commit(
      ConsumerRecord<String, byte[]> request,
      List<GenerationReply> replies,
      OffsetAndMetadata answered,
      ConsumerGroupMetadata member) {
    try {
      producer.beginTransaction();
      for (GenerationReply reply : replies) {
        // Not awaited: where a send fails, so does the commit.
        Future<RecordMetadata> unused =
            producer.send(new ProducerRecord<>(topic.name(), request.key(), reply));
      }
      producer.sendOffsetsToTransaction(
          Map.of(new TopicPartition(request.topic(), request.partition()), answered), member);
      producer.commitTransaction();
      fenced = false;
      return true;
    } catch (CommitFailedException | RebalanceInProgressException e) {
      LOG.info("requests are shared out anew: {}", e.getMessage());
      producer.abortTransaction();
      return false;
    } catch (KafkaException e) {
      if (!Fencing.isFenced(e)) {
        throw e;
      }
      openAnew(e);
      return false;
    }
  }

  private void openAnew(KafkaException e) {
    if (fenced) {
      throw new ScorestreamException(
          Reason.FENCED,
          "another sampler of this one's name answers requests, or Kafka does not come to commit"
              + " within kafka.transaction.timeout.ms",
          "give each process an instance of its own (--instance)",
          e);
    }
    LOG.warn("replies were not committed, and are sent again: {}", e.getMessage());
    fenced = true;
    producer.close(CLOSE);
    producer = producers.get();
    producer.initTransactions();
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }
}
