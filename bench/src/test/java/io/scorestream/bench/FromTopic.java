package io.scorestream.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.scorestream.embedded.EmbeddedStack;
import io.scorestream.embedded.StackPorts;
import io.scorestream.producer.ProducerService;
import io.scorestream.producer.ProducerSettings;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.settings.ConnectionSettings;
import io.scorestream.service.settings.SettingsLoader;
import io.scorestream.service.topics.NewTopics;
import io.scorestream.service.topics.TopicAdministration;
import io.scorestream.topics.TopicCatalogue;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
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
    Path folder = Files.createTempDirectory("from-topic");
    try (EmbeddedStack stack = EmbeddedStack.start(folder, StackPorts.FREE)) {
      KafkaClients clients =
          new KafkaClients(
              new ConnectionSettings(
                  stack.bootstrapServers(),
                  stack.registryUrl(),
                  new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX),
                  Map.of()));
      new TopicAdministration(clients).apply(new NewTopics(4, NewTopics.CLUSTER_DEFAULT));
      write(clients, count);
      System.out.println("round  printed/s  samples/s  ratio");
      for (int round = 1; round <= ROUNDS; round++) {
        double printed = count / seconds(() -> print(stack, count));
        String source = "orders-" + round;
        double sampled = count / seconds(() -> sample(stack, source, count));
        System.out.printf(
            Locale.ROOT, "%5d %10.0f %10.0f %6.2f%n", round, printed, sampled, sampled / printed);
      }
    }
  }

  private static double seconds(Runnable work) {
    long began = System.nanoTime();
    work.run();
    return (System.nanoTime() - began) / 1e9;
  }

  private static void write(KafkaClients clients, int count) {
    try (var admin = clients.admin();
        Producer<byte[], byte[]> producer = clients.rawProducer("writer")) {
      admin
          .createTopics(
              List.of(new org.apache.kafka.clients.admin.NewTopic(TOPIC, PARTITIONS, (short) 1)))
          .all()
          .get();
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
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void print(EmbeddedStack stack, int messages) {
    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
    try {
      ConsoleConsumer.run(
          new ConsoleConsumerOptions(
              new String[] {
                "--bootstrap-server",
                stack.bootstrapServers(),
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

  private static void sample(EmbeddedStack stack, String source, int count) {
    Map<String, String> values =
        Map.of(
            "bootstrap.servers",
            stack.bootstrapServers(),
            "registry.url",
            stack.registryUrl(),
            "from.topic",
            TOPIC,
            "columns",
            "price,pos.lat,pos.lon,open",
            "source.id",
            source,
            "limit",
            String.valueOf(count));
    new ProducerService(
            ProducerSettings.of(
                new SettingsLoader(ProducerSettings.DECLARED).values(values).load()))
        .run();
  }
}
