package io.scorestream.embedded;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Numbers as Avro records on a topic of one partition, through Confluent's serializers. */
record Readings(String bootstrapServers, String registryUrl) {
  static final String TOPIC = "readings";
  static final Schema SCHEMA =
      SchemaBuilder.record("Reading").fields().requiredLong("value").endRecord();

  static Readings of(EmbeddedStack stack) {
    return new Readings(stack.bootstrapServers(), stack.registryUrl());
  }

  void createTopic() throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
  }

  void write(long... values) throws ExecutionException, InterruptedException {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrapServers, "schema.registry.url", registryUrl);
    KafkaAvroSerializer keys = new KafkaAvroSerializer();
    KafkaAvroSerializer serializer = new KafkaAvroSerializer();
    serializer.configure(settings, false);
    try (KafkaProducer<Object, Object> producer = new KafkaProducer<>(settings, keys, serializer)) {
      for (long value : values) {
        GenericData.Record reading = new GenericRecordBuilder(SCHEMA).set("value", value).build();
        producer.send(new ProducerRecord<>(TOPIC, reading)).get();
      }
    }
  }

  /** All values from the start; waits at most 20 s for {@code count} of them. */
  List<Long> read(int count) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "schema.registry.url",
            registryUrl,
            "auto.offset.reset",
            "earliest",
            "enable.auto.commit",
            "false");
    KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer();
    deserializer.configure(settings, false);
    List<Long> values = new ArrayList<>();
    try (KafkaConsumer<Object, Object> consumer =
        new KafkaConsumer<>(settings, new KafkaAvroDeserializer(), deserializer)) {
      consumer.assign(List.of(new TopicPartition(TOPIC, 0)));
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (values.size() < count && System.nanoTime() < deadline) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(record -> values.add((Long) ((GenericRecord) record.value()).get("value")));
      }
    }
    return values;
  }
}
