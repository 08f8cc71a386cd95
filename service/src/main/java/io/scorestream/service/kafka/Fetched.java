package io.scorestream.service.kafka;

import org.apache.avro.specific.SpecificRecord;

/**
 * What lies at a place of a topic.
 *
 * @param <V> class of the topic's values
 */
public sealed interface Fetched<V extends SpecificRecord> {

  /** The event that was written there. */
  record Found<V extends SpecificRecord>(V event) implements Fetched<V> {}

  /**
   * Nothing any more: a newer record of its key, or a tombstone, has had it compacted away.
   *
   * @param place where it was, as messages name it
   */
  record Gone<V extends SpecificRecord>(String place) implements Fetched<V> {}
}
