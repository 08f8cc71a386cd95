package io.scorestream.ledger;

import io.scorestream.events.RecordOffset;
import io.scorestream.topics.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Names of records, as findings have them: {@code topic-partition@offset}. */
final class Places {

  private Places() {}

  static String of(ConsumerRecord<?, ?> record) {
    return of(record.topic(), record.partition(), record.offset());
  }

  static String of(Topic topic, RecordOffset at) {
    return of(topic.name(), at.getPartition(), at.getOffset());
  }

  private static String of(String topic, int partition, long offset) {
    return topic + "-" + partition + "@" + offset;
  }
}
