package io.scorestream.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.scorestream.run.RunDraft;
import io.scorestream.run.encoding.Standardiser;
import io.scorestream.service.kafka.BadRecordPolicy;
import io.scorestream.service.kafka.BadRecords;
import io.scorestream.service.kafka.PassedOver;
import io.scorestream.trainer.cache.DamagePolicy;
import io.scorestream.trainer.cache.SampleCache;
import io.scorestream.trainer.cache.SampleLog;
import io.scorestream.trainer.ingest.Ingest;
import io.scorestream.trainer.ingest.RunFeeds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.tools.ConsumerPerformance;

/**
 * Samples of 64 numbers from their topic into the trainer's cache, checked and on disk, beside
 * Kafka's own {@code kafka-consumer-perf-test}, which drops them, on the same topic in turns. Both
 * times begin when the consumer has its partitions.
 */
public final class Intake {

  private static final String SOURCE = "memory";

  private Intake() {}

  /**
   * Measures and prints a line for each round, and then times and ratios.
   *
   * @param args samples and rounds; without them, 2000000 and 7
   */
  public static void main(String[] args) throws IOException {
    int samples = args.length < 1 ? 2_000_000 : Integer.parseInt(args[0]);
    int rounds = args.length < 2 ? 7 : Integer.parseInt(args[1]);
    try (Broker broker = Broker.start("intake")) {
      FromMemory.send(broker, SOURCE, samples);
      apply(broker);
      double[] ours = new double[rounds];
      double[] theirs = new double[rounds];
      for (int round = 0; round < rounds; round++) {
        ours[round] = take(broker, samples);
        theirs[round] = perform(broker, (samples + FromMemory.RECORD - 1) / FromMemory.RECORD);
        Broker.reportRound(round, "consumer-perf-test", ours[round], theirs[round]);
      }
      Broker.report(
          "kafka-consumer-perf-test " + AppInfoParser.getVersion(), samples, ours, theirs);
    }
  }

  private static void apply(Broker broker) {
    String topic = broker.clients().topics().samples().name();
    Standardiser standardiser = new Standardiser(new double[FromMemory.DIMENSION], 1);
    BenchRun.apply(
        broker, new RunDraft("intake", topic, SOURCE, standardiser, null, 4, 128L, 7).spec());
  }

  /** Seconds until a cache that is empty has all samples. */
  @SuppressWarnings("try") // A thread that only has to be ended.
  private static double take(Broker broker, long samples) throws IOException {
    Path folder = Files.createTempDirectory("intake-cache");
    RunFeeds feeds = new RunFeeds();
    SampleCache cache = new SampleCache(folder, Long.MAX_VALUE, DamagePolicy.FAIL);
    BadRecords bad =
        new BadRecords(broker.clients(), "intake", BadRecordPolicy.FAIL, PassedOver.NONE);
    try (Ingest ingest = Ingest.start(broker.clients(), "intake", cache, Set.of(), bad, feeds)) {
      while (feeds.all().isEmpty()) {
        await(feeds);
      }
      SampleLog log = feeds.all().get(0).log();
      double seconds =
          Broker.seconds(
              () -> {
                while (log.nextSequence() < samples) {
                  await(feeds);
                }
              });
      System.gc();
      MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
      System.out.printf("%d MiB of heap are live, the broker's too%n", heap.getUsed() >> 20);
      return seconds;
    } finally {
      Broker.delete(folder);
    }
  }

  private static void await(RunFeeds feeds) {
    feeds.requireHealthy();
    try {
      feeds.awaitNews(Duration.ofSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Seconds that it says it fetched for, without those in which its group formed. */
  private static double perform(Broker broker, int records) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = System.out;
    System.setOut(new PrintStream(said, true, UTF_8));
    try {
      ConsumerPerformance.main(
          new String[] {
            "--bootstrap-server",
            broker.bootstrapServers(),
            "--topic",
            broker.clients().topics().samples().name(),
            "--num-records",
            String.valueOf(records),
            "--hide-header"
          });
    } finally {
      System.setOut(out);
    }
    String[] words = said.toString(UTF_8).strip().split(",", -1);
    return Double.parseDouble(words[7].strip()) / 1000;
  }
}
