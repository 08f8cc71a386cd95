package io.scorestream.producer.records;

/** How the values of a topic's records are written. */
public enum RecordFormat {
  /** Found out from each record's first byte: 0 for Avro, a brace or bracket for JSON, else CSV. */
  AUTO,
  /** One JSON object or array in UTF-8. */
  JSON,
  /** Avro in Confluent's wire format, with its schema in the registry. */
  AVRO,
  /** One line of cells in UTF-8, called by their numbers from 1. */
  CSV
}
