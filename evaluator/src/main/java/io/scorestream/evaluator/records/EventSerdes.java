package io.scorestream.evaluator.records;

import io.scorestream.service.kafka.EventFormat;
import io.scorestream.service.settings.ConnectionSettings;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/**
 * Events in Confluent's wire format for a topology, each of the class that it must be.
 *
 * @param connection where the registry is
 */
public record EventSerdes(ConnectionSettings connection) {

  /** Reads and writes one class of event, and refuses to read any other. */
  public <V extends SpecificRecord> Serde<V> of(Class<V> type) {
    return EventFormat.serde(connection, type);
  }
}
