package io.scorestream.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.scorestream.service.kafka.KafkaClients;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.tools.consumer.ConsoleConsumer;
import org.apache.kafka.tools.consumer.ConsoleConsumerOptions;

/**
 * Samples a second out of a topic of JSON records, in transactions, beside Kafka's own {@code
 * kafka-console-consumer}, which prints each record, on a broker of their own and in turns.
 */
public final class FromTopic {

  private static final int PARTITIONS = 3;
  private static final int ROUNDS = 3;
  private static final String TOPIC = "orders";

  private FromTopic() {}

  /**
   * Measures and prints a line for each round.
   *
   * @param args records; without it, 300000
   */
  public static void main(String[] args) throws IOException {
    int count = args.length == 0 ? 300_000 : Integer.parseInt(args[0]);
    try (Broker broker = Broker.start("from-topic")) {
      broker.createTopic(TOPIC, PARTITIONS);
      write(broker.clients(), count);
      System.out.println("round  printed/s  samples/s  ratio");
      for (int round = 1; round <= ROUNDS; round++) {
        double printed = count / Broker.seconds(() -> print(broker, count));
        Map<String, String> source = source("orders-" + round, count);
        double sampled = count / Broker.seconds(() -> broker.produce(source));
        System.out.printf(
            Locale.ROOT, "%5d %10.0f %10.0f %6.2f%n", round, printed, sampled, sampled / printed);
      }
    }
  }

  private static void write(KafkaClients clients, int count) {
    try (Producer<byte[], byte[]> producer = clients.rawProducer("writer")) {
      for (int i = 0; i < count; i++) {
        String record =
            String.format(
                Locale.ROOT,
                "{\"id\":%d,\"price\":%.2f,\"pos\":{\"lat\":%.4f,\"lon\":%.4f},\"open\":%b}",
                i,
                i % 977 / 7.0,
                i % 180 / 2.0,
                i % 360 / 3.0,
                i % 2 == 0);
        var unused =
            producer.send(
                new ProducerRecord<>(TOPIC, i % PARTITIONS, null, record.getBytes(UTF_8)));
      }
    }
  }

  private static void print(Broker broker, int messages) {
    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
    try {
      ConsoleConsumer.run(
          new ConsoleConsumerOptions(
              new String[] {
                "--bootstrap-server",
                broker.bootstrapServers(),
                "--topic",
                TOPIC,
                "--from-beginning",
                "--max-messages",
                String.valueOf(messages)
              }));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      System.setOut(out);
    }
  }

  private static Map<String, String> source(String id, int count) {
    return Map.of(
        "from.topic",
        TOPIC,
        "columns",
        "price,pos.lat,pos.lon,open",
        "source.id",
        id,
        "limit",
        String.valueOf(count));
  }
}
