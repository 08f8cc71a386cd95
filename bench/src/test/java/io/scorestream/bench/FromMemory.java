package io.scorestream.bench;

import io.scorestream.events.SampleBatch;
import io.scorestream.events.codec.SampleBatches;
import io.scorestream.producer.SampleSender;
import io.scorestream.rows.Rows;
import io.scorestream.topics.TopicCatalogue;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.tools.ProducerPerformance;

/**
 * Samples of 64 numbers out of memory into Kafka, as records, beside Kafka's own {@code
 * kafka-producer-perf-test} with records of as many bytes and the same settings, in turns.
 */
public final class FromMemory {

  static final int DIMENSION = 64;
  static final int RECORD = 128;

  /** Bytes beside the numbers: what names a schema, the source, and three counts. */
  private static final int AROUND = 25;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private FromMemory() {}

  /**
   * Measures and prints a line for each round, and then times and ratios.
   *
   * @param args samples and rounds; without them, 1000000 and 7
   */
  public static void main(String[] args) throws IOException {
    int samples = args.length < 1 ? 1_000_000 : Integer.parseInt(args[0]);
    int rounds = args.length < 2 ? 7 : Integer.parseInt(args[1]);
    Path payload = Files.createTempFile("from-memory", ".txt");
    try (Broker broker = Broker.start("from-memory")) {
      Files.writeString(payload, "x".repeat(RECORD * DIMENSION * Float.BYTES + AROUND));
      broker.createTopic("performance", 1);
      double[] ours = new double[rounds];
      double[] theirs = new double[rounds];
      for (int round = 0; round < rounds; round++) {
        String source = "memory-" + round;
        ours[round] = Broker.seconds(() -> send(broker, source, samples));
        theirs[round] = Broker.seconds(() -> perform(broker, payload, samples / RECORD));
        Broker.reportRound(round, "producer-perf-test", ours[round], theirs[round]);
      }
      Broker.report(
          "kafka-producer-perf-test " + AppInfoParser.getVersion(), samples, ours, theirs);
    } finally {
      Files.delete(payload);
    }
  }

  /** Sends so many samples, the same {@value #RECORD} again and again. */
  static void send(Broker broker, String source, int samples) {
    Rows rows = PointClouds.GAUSSIAN.x(RECORD, DIMENSION);
    try (SampleSender sender = new SampleSender(broker.clients(), source, 0)) {
      for (int sent = 0; sent < samples; sent += RECORD) {
        SampleBatch batch = SampleBatches.batch(source, sent, rows);
        require(sender.offer(batch, PATIENCE));
      }
      require(sender.settled(PATIENCE));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void require(boolean taken) {
    if (!taken) {
      throw new IllegalStateException("Kafka took nothing for " + PATIENCE);
    }
  }

  private static void perform(Broker broker, Path payload, int records) {
    // As KafkaClients sets them.
    List<String> words =
        List.of(
            "--bootstrap-server",
            broker.bootstrapServers(),
            "--topic",
            "performance",
            "--throughput",
            "-1",
            "--num-records",
            String.valueOf(records),
            "--payload-file",
            payload.toString(),
            "--command-property",
            "acks=all",
            "enable.idempotence=true",
            "linger.ms=5",
            "max.request.size=" + TopicCatalogue.MAX_RECORD_BYTES,
            "buffer.memory=" + 4L * TopicCatalogue.MAX_RECORD_BYTES,
            "max.block.ms=10000");
    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    try {
      ProducerPerformance.main(words.toArray(String[]::new));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      System.setOut(out);
    }
  }
}
