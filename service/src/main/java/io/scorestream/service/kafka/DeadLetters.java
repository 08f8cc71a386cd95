package io.scorestream.service.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.metrics.Meters;
import io.scorestream.service.metrics.ServiceMeters;
import io.scorestream.topics.TopicCatalogue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Keeps records that cannot be used on the dead-letters topic, each once: byte for byte, and of one
 * that is too large for that its beginning, with its length and hash. Owned by one thread.
 */
final class DeadLetters implements AutoCloseable {

  /** Longest value that is kept whole, which leaves a record room for as much again. */
  private static final int LONGEST = TopicCatalogue.MAX_RECORD_BYTES / 2;

  /** Of headers and key together the writer's part, in bytes. */
  private static final int MOST_HEADERS = 1 << 20;

  private static final String LENGTH = "scorestream.length";
  private static final String HASH = "scorestream.sha256";
  private static final String KEY = "scorestream.key";
  private static final String TIMESTAMP = "scorestream.timestamp";

  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final String service;
  private final Meters meters;

  /**
   * When the records were written, which tells one from what lies there once a topic is made anew.
   */
  private final Map<String, String> kept = new HashMap<>();

  /**
   * Finds out what is kept already: about 100 bytes of memory for each letter.
   *
   * @param service who keeps the record, for its header
   */
  DeadLetters(KafkaClients clients, String service) {
    this.topic = clients.topics().deadLetters().name();
    this.service = service;
    this.meters = clients.meters();
    TopicScan.all(
        clients,
        clients.topics().deadLetters(),
        letter -> kept.put(letter.key(), timestamp(letter)));
    this.producer = clients.rawProducer(service + "-dead-letters");
  }

  /** Writes the record with where it came from and why, and returns when Kafka has it. */
  void keep(ConsumerRecord<String, byte[]> record, ScorestreamException why) {
    String place = PassedOver.place(record);
    String written = String.valueOf(record.timestamp());
    if (written.equals(kept.get(place))) {
      return;
    }
    try {
      producer.send(letter(place, record, why)).get();
      kept.put(place, written);
      meters.count(ServiceMeters.DEAD_LETTERS, 1);
    } catch (ExecutionException e) {
      throw new ScorestreamException(
          Reason.UNAVAILABLE,
          EventReader.place(record) + " could not be kept on " + topic,
          "mend Kafka and start again; nothing was passed over",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while keeping a dead letter", e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }

  private ProducerRecord<byte[], byte[]> letter(
      String place, ConsumerRecord<String, byte[]> record, ScorestreamException why) {
    byte[] value = record.value() == null ? new byte[0] : record.value();
    boolean isLong = value.length > LONGEST;
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(
            topic, place.getBytes(UTF_8), isLong ? Arrays.copyOf(value, LONGEST) : value);
    keepHeaders(record.headers(), letter.headers());
    header(letter, "scorestream.topic", record.topic());
    header(letter, "scorestream.partition", String.valueOf(record.partition()));
    header(letter, "scorestream.offset", String.valueOf(record.offset()));
    header(letter, TIMESTAMP, String.valueOf(record.timestamp()));
    header(letter, "scorestream.service", service);
    header(letter, "scorestream.reason", why.getMessage());
    if (record.key() != null) {
      header(letter, KEY, cut(record.key()));
    }
    if (isLong) {
      header(letter, LENGTH, String.valueOf(value.length));
      header(letter, HASH, sha256(value));
    }
    return letter;
  }

  /** As many as have room: they are the writer's to choose. */
  private static void keepHeaders(Headers from, Headers to) {
    int room = MOST_HEADERS;
    for (Header header : from) {
      int length = header.key().length() + (header.value() == null ? 0 : header.value().length);
      if (length <= room) {
        to.add(header);
        room -= length;
      }
    }
  }

  private static String timestamp(ConsumerRecord<String, byte[]> letter) {
    Header written = letter.headers().lastHeader(TIMESTAMP);
    return written == null ? "" : new String(written.value(), UTF_8);
  }

  private static void header(ProducerRecord<byte[], byte[]> letter, String name, String value) {
    letter.headers().add(name, value.getBytes(UTF_8));
  }

  private static String cut(String key) {
    return key.substring(0, Math.min(key.length(), MOST_HEADERS));
  }

  private static String sha256(byte[] value) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
