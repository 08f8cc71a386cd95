package io.scorestream.evaluator.stream;

import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Names the record that a processor is at, as all messages do. */
final class Places {

  private Places() {}

  /** The record's topic, partition and offset; those of a record that waited are not known. */
  static String of(ProcessorContext<?, ?> context) {
    return context
        .recordMetadata()
        .filter(at -> at.topic() != null)
        .map(
            at ->
                "record at topic %s, partition %d, offset %d"
                    .formatted(at.topic(), at.partition(), at.offset()))
        .orElse("a record that waited for its run");
  }
}
