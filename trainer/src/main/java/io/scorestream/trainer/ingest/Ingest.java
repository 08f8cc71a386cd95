package io.scorestream.trainer.ingest;

import io.scorestream.events.SourceInfo;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.BadRecords;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.LagMeter;
import io.scorestream.service.kafka.PollingThread;
import io.scorestream.service.kafka.TopicScan;
import io.scorestream.topics.Topic;
import io.scorestream.trainer.cache.SampleCache;
import io.scorestream.trainer.contract.TrainerRole;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * The ingest thread: reads runs, commands and samples from Kafka and brings them to {@link
 * RunFeeds} and the cache. What it reads goes to disk at once, so that it needs no queue and never
 * waits for training. It owns the consumer and appends to the cache, which stays open to readers
 * until {@link #close}, also when the thread has failed.
 */
public final class Ingest implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaClients clients;
  private final RunFeeds feeds;
  private final Consumer<String, byte[]> consumer;
  private final BadRecords bad;
  private final SampleIntake samples;
  private final RunIntake runs;
  private final TopicPartition runsPartition;
  private final TopicPartition commandsPartition;
  private final TopicPartition sourcesPartition;
  private final EventReader<SourceInfo> sources;
  private final PollingThread thread;

  private Ingest(
      KafkaClients clients,
      String instance,
      SampleCache cache,
      Set<String> wanted,
      BadRecords bad,
      RunFeeds feeds) {
    this.clients = clients;
    this.feeds = feeds;
    this.consumer =
        clients.lastingConsumer(
            TrainerRole.ROLE.names(clients.topics()).client(instance, "ingest"));
    this.bad = bad;
    this.samples = new SampleIntake(clients, consumer, cache, bad, feeds);
    this.runs = new RunIntake(clients, wanted, samples, bad, feeds);
    this.runsPartition = new TopicPartition(clients.topics().runs().name(), 0);
    this.commandsPartition = new TopicPartition(clients.topics().commands().name(), 0);
    Topic described = clients.topics().sources();
    this.sourcesPartition = new TopicPartition(described.name(), 0);
    this.sources = new EventReader<>(clients.connection(), described, SourceInfo.class);
    this.thread =
        PollingThread.start(
            "trainer-ingest",
            clients.connection().bootstrapServers(),
            consumer,
            this::read,
            feeds::tell,
            feeds::fail);
  }

  /**
   * Starts the thread.
   *
   * @param cache with the sample logs; belongs to the thread from now on
   * @param wanted ids of the runs to train; empty for all
   * @param feeds where runs, news and a failure go
   */
  public static Ingest start(
      KafkaClients clients,
      String instance,
      SampleCache cache,
      Set<String> wanted,
      BadRecords bad,
      RunFeeds feeds) {
    return new Ingest(clients, instance, cache, wanted, bad, feeds);
  }

  /** Ends the thread, and closes the cache when it has ended; nobody may read that any more. */
  @Override
  public void close() {
    thread.close();
    samples.close();
  }

  private void read() {
    try (bad) {
      readRuns();
      readOn();
    }
  }

  /** Nothing is begun before all is read that was commanded so far. */
  private void readRuns() {
    long nextRun = read(clients.topics().runs(), runs::takeSpecification);
    long nextCommand = read(clients.topics().commands(), runs::takeCommand);
    consumer.assign(List.of(runsPartition, commandsPartition, sourcesPartition));
    consumer.seekToBeginning(List.of(sourcesPartition));
    consumer.seek(runsPartition, nextRun);
    consumer.seek(commandsPartition, nextCommand);
    runs.show();
  }

  private long read(Topic topic, java.util.function.Consumer<ConsumerRecord<String, byte[]>> each) {
    long[] next = new long[1];
    TopicScan.all(
        clients,
        topic,
        record -> {
          each.accept(record);
          next[0] = record.offset() + 1;
        });
    return next[0];
  }

  private void readOn() {
    LagMeter lag = new LagMeter(consumer, clients.meters());
    while (true) {
      ConsumerRecords<String, byte[]> polled = consumer.poll(POLL);
      for (TopicPartition partition : polled.partitions()) {
        if (partition.equals(sourcesPartition)) {
          polled.records(partition).forEach(this::describe);
        } else if (!partition.equals(runsPartition) && !partition.equals(commandsPartition)) {
          polled.records(partition).forEach(samples::accept);
        }
      }
      // Last, since a new run may send the consumer back to samples before those just polled.
      polled.records(runsPartition).forEach(runs::takeSpecification);
      polled.records(commandsPartition).forEach(runs::takeCommand);
      runs.show();
      lag.measure();
      if (!polled.isEmpty()) {
        feeds.tell();
      }
    }
  }

  /** One that nobody can read describes nothing: only runs that come to need it are hurt. */
  private void describe(ConsumerRecord<String, byte[]> record) {
    try {
      SourceInfo info = sources.read(record);
      if (info != null) {
        samples.describe(info);
        runs.look(info.getSource());
      }
    } catch (ScorestreamException e) {
      bad.keep(record, e);
    }
  }
}
