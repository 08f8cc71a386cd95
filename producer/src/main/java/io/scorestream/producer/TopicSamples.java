package io.scorestream.producer;

import io.scorestream.events.SourceInfo;
import io.scorestream.events.codec.SampleBatches;
import io.scorestream.ingest.profile.ColumnEncoding;
import io.scorestream.ingest.profile.TableProfile;
import io.scorestream.producer.records.FirstRecords;
import io.scorestream.producer.records.RecordEncoder;
import io.scorestream.rows.Rows;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.access.RoleNames;
import io.scorestream.service.activity.Activity;
import io.scorestream.service.activity.ActivityReporter;
import io.scorestream.service.kafka.Fencing;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.Unavailable;
import io.scorestream.service.topics.SourceEnd;
import io.scorestream.service.topics.SourcePlaces;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the records of a topic that others write into samples of a source, each once: samples and
 * the offsets that they came from are committed together. Whatever kills it, the next one goes on
 * where the last transaction ended, and shuts out one that only seemed dead. Owned by one thread.
 */
final class TopicSamples {

  private static final Logger LOG = LoggerFactory.getLogger(TopicSamples.class);
  private static final Duration POLL = Duration.ofMillis(100);

  /** Samples in a transaction, at most, and how long they wait for each other. */
  private static final int MOST = 8_192;

  private static final int MOST_NUMBERS = 1 << 22;
  private static final long LONGEST_NANOS = Duration.ofMillis(300).toNanos();

  private final ProducerSettings settings;
  private final String topic;
  private final KafkaClients clients;
  private final RoleNames names;
  private final CountDownLatch stopping;

  /**
   * @param settings with a topic to read
   * @param stopping ends it
   */
  TopicSamples(ProducerSettings settings, KafkaClients clients, CountDownLatch stopping) {
    this.settings = settings;
    this.topic = settings.fromTopic().orElseThrow();
    this.clients = clients;
    this.names = ProducerRole.ROLE.names(clients.topics());
    this.stopping = stopping;
  }

  /**
   * Streams until the limit is reached, or it is stopped.
   *
   * @throws ScorestreamException naming the record that can be no sample; what came before it is
   *     sent
   */
  void run() throws InterruptedException {
    List<TopicPartition> partitions = partitions();
    Optional<FirstRecords> first =
        FirstRecords.read(
            clients, partitions, settings.fromFormat(), settings.table(), this::stopped);
    if (first.isPresent()) {
      first.get().profile().notices().forEach(word -> LOG.warn("topic {}: {}", topic, word));
      stream(first.get(), partitions);
    }
  }

  private void stream(FirstRecords first, List<TopicPartition> partitions)
      throws InterruptedException {
    String source = settings.sourceId();
    Optional<SourceInfo> before = SourcePlaces.described(clients, source);
    TableProfile profile = profile(first, before);
    SourceInfo info = info(profile, before);
    RecordEncoder encoder =
        new RecordEncoder(
            settings.fromFormat(),
            clients.connection(),
            first,
            profile,
            settings.table().missing());
    String client = names.client(settings.process().instance(), source);
    try (Producer<String, SpecificRecord> producer =
            clients.transactionalProducer(client, names.transactionalId(source));
        Consumer<String, byte[]> consumer =
            clients.cooperativeConsumer(client, names.group("from", source));
        ActivityReporter activity =
            new ActivityReporter(clients, "producer", settings.process().instance())) {
      // From here on an older process of this source commits nothing more.
      producer.initTransactions();
      long sent = sent(info);
      goOn(consumer, partitions, sent);
      if (before.isEmpty()) {
        SourceDescription.publish(clients, info);
      }
      new Transfer(producer, consumer, encoder, info.getPartition(), sent, activity).run();
    } catch (KafkaException e) {
      throw Fencing.isFenced(e)
          ? new ScorestreamException(
              Reason.FENCED,
              "another producer streams source %s now, or a transaction took longer than Kafka"
                      .formatted(source)
                  + " waits for one",
              "let one go on, or start this one again where there is no other: it goes on after what"
                  + " was committed; each needs a source.id (--source-id) of its own",
              e)
          : Unavailable.kafka(clients.connection().bootstrapServers(), e);
    }
  }

  /**
   * What it would send of the records that are there. Nothing is written.
   *
   * @throws ScorestreamException as {@link #run} would, and when there is no record yet
   */
  Prospect foresee() {
    List<TopicPartition> partitions = partitions();
    try (Consumer<String, byte[]> consumer =
        clients.cooperativeConsumer(
            names.client(settings.process().instance(), "foreseen"),
            names.group("from", settings.sourceId()))) {
      FirstRecords first =
          FirstRecords.present(
                  clients,
                  consumer.endOffsets(partitions),
                  settings.fromFormat(),
                  settings.table(),
                  this::stopped)
              .orElseThrow(
                  () ->
                      new ScorestreamException(
                          Reason.NO_INPUT,
                          "topic %s has no record yet, which would say what its samples are"
                              .formatted(topic),
                          "try again when it has one"));
      Optional<SourceInfo> before = SourcePlaces.described(clients, settings.sourceId());
      SourceInfo info = info(profile(first, before), before);
      long sent = sent(info);
      goOn(consumer, partitions, sent);
      long unread =
          total(consumer.endOffsets(partitions))
              - partitions.stream().mapToLong(consumer::position).sum();
      return new Prospect(
          info,
          OptionalLong.of(sent + unread),
          first.profile().summaries(),
          first.profile().notices(),
          before.isEmpty(),
          sent,
          OptionalLong.of(
              settings.limit() == 0
                  ? unread
                  : Math.max(0, Math.min(unread, settings.limit() - sent))));
    } catch (KafkaException e) {
      throw Unavailable.kafka(clients.connection().bootstrapServers(), e);
    }
  }

  private static long total(Map<TopicPartition, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }

  private static TableProfile profile(FirstRecords first, Optional<SourceInfo> before) {
    return before
        .map(info -> first.profile().describedAs(info.getColumns()))
        .orElseGet(first::profile);
  }

  /** What the source is described as, or is to be. */
  private SourceInfo info(TableProfile profile, Optional<SourceInfo> before) {
    SourceDescription description =
        new SourceDescription(
            settings.sourceId(),
            profile.encodings().stream().map(ColumnEncoding::column).toList(),
            profile.image(),
            Optional.empty(),
            "topic " + topic,
            settings.process().instance(),
            clients.topics().sources().name());
    before.ifPresent(description::requireSame);
    return before.orElseGet(
        () -> description.in(SourcePlaces.initial(clients, settings.sourceId())));
  }

  private long sent(SourceInfo info) {
    return SourceEnd.find(clients, settings.sourceId(), info.getPartition())
        .map(last -> last.getFirstSequence() + last.getCount())
        .orElse(0L);
  }

  private List<TopicPartition> partitions() {
    try (Admin admin = clients.admin()) {
      return admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
          .flatMap(found -> found.partitions().stream())
          .map(partition -> new TopicPartition(topic, partition.partition()))
          .toList();
    } catch (java.util.concurrent.ExecutionException e) {
      throw e.getCause() instanceof UnknownTopicOrPartitionException
          ? new ScorestreamException(
              Reason.NO_INPUT,
              "Kafka at %s has no topic %s"
                  .formatted(clients.connection().bootstrapServers(), topic),
              "give the name of an existing topic with from.topic (--from-topic)",
              e)
          : Unavailable.kafka(clients.connection().bootstrapServers(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new org.apache.kafka.common.errors.InterruptException(e);
    }
  }

  private void goOn(Consumer<String, byte[]> consumer, List<TopicPartition> partitions, long sent) {
    consumer.assign(partitions);
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions));
    if (sent > 0 && committed.values().stream().allMatch(offset -> offset == null)) {
      throw new ScorestreamException(
          Reason.CONFLICT,
          "source %s has %s samples, but Kafka no longer knows how far topic %s was read for them"
              .formatted(settings.sourceId(), sent, topic),
          "give what is read anew another source.id (--source-id); brokers forget offsets after"
              + " offsets.retention.minutes");
    }
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata offset = committed.get(partition);
      if (offset == null) {
        consumer.seekToBeginning(List.of(partition));
      } else {
        consumer.seek(partition, offset.offset());
      }
    }
  }

  private boolean stopped() {
    return stopping.getCount() == 0;
  }

  /** Records in, samples out. */
  private final class Transfer {

    private final Producer<String, SpecificRecord> producer;
    private final Consumer<String, byte[]> consumer;
    private final RecordEncoder encoder;
    private final int partition;
    private final ActivityReporter activity;
    private final Pace pace = new Pace(settings.rate(), System.nanoTime());
    private final int most;
    private final float[] numbers;
    private final Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();
    private final long began;
    private long sent;
    private int samples;
    private long waiting;

    Transfer(
        Producer<String, SpecificRecord> producer,
        Consumer<String, byte[]> consumer,
        RecordEncoder encoder,
        int partition,
        long sent,
        ActivityReporter activity) {
      this.producer = producer;
      this.consumer = consumer;
      this.encoder = encoder;
      this.partition = partition;
      this.sent = sent;
      this.began = sent;
      this.activity = activity;
      this.most =
          pace.recordSamples(Math.max(1, Math.min(MOST, MOST_NUMBERS / encoder.dimension())));
      this.numbers = new float[most * encoder.dimension()];
    }

    void run() throws InterruptedException {
      activity.report(state());
      while (!stopped() && !full()) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          if (!take(record)) {
            return;
          }
        }
        if (!read.isEmpty() && System.nanoTime() - waiting > LONGEST_NANOS) {
          commit();
        }
      }
      commit();
    }

    /** Returns false where there is to be no further record. */
    private boolean take(ConsumerRecord<String, byte[]> record) throws InterruptedException {
      if (full()) {
        return true;
      }
      if (read.isEmpty()) {
        waiting = System.nanoTime();
      }
      boolean isSample;
      try {
        isSample = encoder.encode(record, numbers, samples * encoder.dimension());
      } catch (ScorestreamException e) {
        commit();
        throw e;
      }
      samples += isSample ? 1 : 0;
      read.put(
          new TopicPartition(record.topic(), record.partition()),
          new OffsetAndMetadata(record.offset() + 1));
      if (samples == most) {
        commit();
        return awaitDue();
      }
      return true;
    }

    private boolean full() {
      return settings.limit() > 0 && sent + samples >= settings.limit();
    }

    private boolean awaitDue() throws InterruptedException {
      long nanos = pace.nanosUntilNext(sent - began, System.nanoTime());
      return nanos > 0 ? !stopping.await(nanos, TimeUnit.NANOSECONDS) : !stopped();
    }

    /** All or nothing: samples, and that their records were read. */
    private void commit() {
      if (read.isEmpty()) {
        return;
      }
      int d = encoder.dimension();
      int size = settings.batchSamples(d);
      producer.beginTransaction();
      for (int row = 0; row < samples; row += size) {
        int end = Math.min(samples, row + size);
        Rows rows = Rows.of(Arrays.copyOfRange(numbers, row * d, end * d), d);
        // Not awaited: where a send fails, so does the commit.
        Future<RecordMetadata> unused =
            producer.send(
                new ProducerRecord<>(
                    clients.topics().samples().name(),
                    partition,
                    settings.sourceId(),
                    SampleBatches.batch(settings.sourceId(), sent + row, rows)));
      }
      producer.sendOffsetsToTransaction(Map.copyOf(read), consumer.groupMetadata());
      producer.commitTransaction();
      clients.meters().count(ProducerMeters.SAMPLES_PRODUCED, samples, settings.sourceId());
      sent += samples;
      samples = 0;
      read.clear();
      activity.report(state());
    }

    private Activity state() {
      return new Activity(
          "streaming",
          null,
          null,
          sent,
          settings.limit() == 0 ? 0 : Math.max(sent, settings.limit()),
          "samples");
    }
  }
}
