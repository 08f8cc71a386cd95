package io.scorestream.service.kafka;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * What a record's header says of the schema that wrote it: the CRC-64-AVRO fingerprint of its
 * parsing canonical form, 8 bytes, least significant first (Avro specification, "Schema
 * Fingerprints"). A schema id means what the registry says today; the mark means what was written.
 */
final class SchemaMark {

  /** Name of the header. */
  static final String HEADER = "scorestream.schema";

  private static final String ALGORITHM = "CRC-64-AVRO";
  private static final Map<Schema, byte[]> KNOWN = new ConcurrentHashMap<>();

  private SchemaMark() {}

  /** The mark of a schema; not to be written to. */
  static byte[] of(Schema schema) {
    return KNOWN.computeIfAbsent(schema, SchemaMark::fingerprint);
  }

  private static byte[] fingerprint(Schema schema) {
    try {
      return SchemaNormalization.parsingFingerprint(ALGORITHM, schema);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(ALGORITHM + " is a part of Avro", e);
    }
  }
}
