package io.scorestream.confluent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bytes of a value: magic 0, schema id as a big-endian int, Avro's binary encoding. */
class WireFormatTest {
  private static final String SCOPE = "wire-format";
  private static final String TOPIC = "readings";
  private static final int SCHEMA_ID = 0x01020304;
  private static final Schema READING =
      SchemaBuilder.record("Reading")
          .namespace("io.scorestream.confluent")
          .fields()
          .requiredString("source")
          .requiredLong("offset")
          .optionalFloat("value")
          .endRecord();
  private static final byte[] WIRE = {
    0, // magic
    0x01,
    0x02,
    0x03,
    0x04, // schema id
    0x04,
    'a',
    'b', // length 2 as zigzag, UTF-8
    (byte) 0xD7,
    0x04, // -300 as zigzag varint
    0x02,
    0x00,
    0x00,
    (byte) 0xC0,
    0x3F // second branch of the union, 1.5f little-endian
  };

  private final KafkaAvroSerializer serializer = new KafkaAvroSerializer();
  private final KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer();

  @BeforeEach
  void registerSchemaUnderKnownId() throws Exception {
    SchemaRegistryClient registry =
        MockSchemaRegistry.getClientForScope(SCOPE, List.of(new AvroSchemaProvider()));
    registry.register(TOPIC + "-value", new AvroSchema(READING), 1, SCHEMA_ID);
    Map<String, Object> settings =
        Map.of("schema.registry.url", "mock://" + SCOPE, "auto.register.schemas", false);
    serializer.configure(settings, false);
    deserializer.configure(settings, false);
  }

  @AfterEach
  void dropRegistry() {
    serializer.close();
    deserializer.close();
    MockSchemaRegistry.dropScope(SCOPE);
  }

  @Test
  void serialize_record_givesMagicSchemaIdAndAvroBody() {
    assertThat(serializer.serialize(TOPIC, reading())).isEqualTo(WIRE);
  }

  @Test
  void deserialize_wireBytes_givesRecordBack() {
    assertThat(deserializer.deserialize(TOPIC, WIRE)).isEqualTo(reading());
  }

  @Test
  void serialize_schemaNobodyRegistered_isRefusedWhenRegisteringIsOff() {
    GenericRecord stranger =
        new GenericData.Record(SchemaBuilder.record("Stranger").fields().endRecord());
    assertThatThrownBy(() -> serializer.serialize(TOPIC, stranger))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("Stranger");
  }

  @Test
  void deserialize_bytesWithoutMagic_isRefused() {
    byte[] notAvro = {1, 0, 0, 0, 1, 0};
    assertThatThrownBy(() -> deserializer.deserialize(TOPIC, notAvro))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("magic byte");
  }

  private static GenericRecord reading() {
    return new GenericRecordBuilder(READING)
        .set("source", "ab")
        .set("offset", -300L)
        .set("value", 1.5f)
        .build();
  }
}
