package io.scorestream.trainer.ingest;

import static java.util.Objects.requireNonNull;

import io.scorestream.events.SampleBatch;
import io.scorestream.events.SourceInfo;
import io.scorestream.events.codec.SampleBatches;
import io.scorestream.run.Run;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.BadRecords;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.topics.SourcePlaces;
import io.scorestream.trainer.cache.SampleCache;
import io.scorestream.trainer.cache.SampleLog;
import io.scorestream.trainer.cache.SourceIdentity;
import io.scorestream.trainer.contract.TrainerMeterNames;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Puts each source's samples into its log, in sequence and each once: a sample that was seen before
 * is not kept again. At a record that cannot be used, or one that samples are missing before, and
 * that may not be passed over, the log ends: its runs have failed, and others go on. Owned by the
 * ingest thread.
 */
final class SampleIntake implements AutoCloseable {

  private final KafkaClients clients;
  private final Consumer<String, byte[]> consumer;
  private final SampleCache cache;
  private final BadRecords bad;
  private final RunFeeds feeds;
  private final EventReader<SampleBatch> reader;
  private final Map<String, SourceInfo> sources = new HashMap<>();
  private final Map<String, SamplesTopic> topics = new HashMap<>();
  private final Map<TopicPartition, List<SampleLog>> logs = new HashMap<>();

  /** Those that end before a record which may not be passed over. */
  private final Set<SampleLog> stalled = new HashSet<>();

  /** What samples are missing before, in logs that may go on without them. */
  private final Map<SampleLog, Leap> leaps = new HashMap<>();

  /**
   * A record that samples are missing before. What comes next of the source says whether they are,
   * or this one has a wrong number: taken at its word, it would make all after it count as seen.
   */
  private record Leap(ConsumerRecord<String, byte[]> record, SampleBatch batch) {}

  SampleIntake(
      KafkaClients clients,
      Consumer<String, byte[]> consumer,
      SampleCache cache,
      BadRecords bad,
      RunFeeds feeds) {
    this.clients = clients;
    this.consumer = consumer;
    this.cache = cache;
    this.bad = bad;
    this.feeds = feeds;
    this.reader =
        new EventReader<>(clients.connection(), clients.topics().samples(), SampleBatch.class);
  }

  /**
   * The log of a run's samples; the consumer reads on from where it ends.
   *
   * @throws IllegalArgumentException when the run's topic is not one to read samples from, or its
   *     source is described otherwise than the run takes samples
   * @throws ScorestreamException with {@link Reason#CONFLICT} when the topic is another by now than
   *     the one of its name that is read
   */
  SampleLog logOf(Run run) {
    SamplesTopic topic = SamplesTopic.describe(clients, run.spec().getSamplesTopic());
    topic.requireSame(topics.computeIfAbsent(topic.name(), name -> topic));
    String source = run.spec().getSource();
    Optional<SourceInfo> described = described(source);
    described.ifPresent(run::requireFits);
    int lies =
        described
            .map(SourceInfo::getPartition)
            .orElseGet(() -> SourcePlaces.initial(clients, source));
    var identity = topic.source(source, lies, run.sampleDimension());
    TopicPartition partition = new TopicPartition(topic.name(), lies);
    List<SampleLog> known = logs.computeIfAbsent(partition, at -> new ArrayList<>());
    for (SampleLog log : known) {
      if (log.identity().equals(identity)) {
        return log;
      }
    }
    SampleLog log = cache.open(identity);
    known.add(log);
    readFrom(partition, log.nextOffset());
    return log;
  }

  /** A run may be read before the description of its source, though it was published after it. */
  private Optional<SourceInfo> described(String source) {
    if (!sources.containsKey(source)) {
      SourcePlaces.described(clients, source).ifPresent(info -> sources.put(source, info));
    }
    return Optional.ofNullable(sources.get(source));
  }

  private void readFrom(TopicPartition partition, long offset) {
    List<TopicPartition> assigned = new ArrayList<>(consumer.assignment());
    if (assigned.contains(partition)) {
      consumer.seek(partition, Math.min(offset, consumer.position(partition)));
    } else {
      assigned.add(partition);
      consumer.assign(assigned);
      consumer.seek(partition, offset);
    }
  }

  /**
   * Takes a source's description: it must say that the source lies where it is read.
   *
   * @throws ScorestreamException with {@link Reason#CONFLICT} where it lies elsewhere, as a source
   *     does that began after partitions were added
   */
  void describe(SourceInfo info) {
    sources.put(info.getSource(), info);
    for (List<SampleLog> all : logs.values()) {
      for (SampleLog log : all) {
        SourceIdentity read = log.identity();
        if (read.source().equals(info.getSource()) && read.partition() != info.getPartition()) {
          throw new ScorestreamException(
              Reason.CONFLICT,
              "source %s lies in partition %s of topic %s, and was looked for in partition %s, which"
                      .formatted(read.source(), info.getPartition(), read.topic(), read.partition())
                  + " it would have lain in before partitions were added",
              "start the trainer again: it then reads the source where it lies");
        }
      }
    }
  }

  /** Takes one record of a samples topic. */
  void accept(ConsumerRecord<String, byte[]> record) {
    List<SampleLog> behind =
        requireNonNull(logs.get(new TopicPartition(record.topic(), record.partition()))).stream()
            .filter(log -> log.nextOffset() <= record.offset() && !stalled.contains(log))
            .toList();
    SampleBatch batch;
    try {
      batch = reader.read(record);
    } catch (ScorestreamException e) {
      if (behind.isEmpty() || isPassedOver(() -> bad.refuse(record, e), behind)) {
        behind.forEach(log -> log.passOver(record.offset()));
      }
      return;
    }
    for (SampleLog log : behind) {
      if (batch != null && log.identity().source().equals(batch.getSource())) {
        accept(log, record, batch);
      }
    }
  }

  private void accept(SampleLog log, ConsumerRecord<String, byte[]> record, SampleBatch batch) {
    try {
      requireSound(log, record, batch);
    } catch (ScorestreamException e) {
      if (isPassedOver(() -> bad.refuse(record, e), List.of(log))) {
        log.passOver(record.offset());
      }
      return;
    }
    Leap leap = leaps.get(log);
    if (leap != null && leap.record().offset() >= record.offset()) {
      // Read once more since a run was added.
      return;
    }
    if (leap != null) {
      leaps.remove(log);
      land(log, leap, batch);
    }
    if (batch.getFirstSequence() <= log.nextSequence()) {
      append(log, record, batch);
    } else if (bad.names(record)) {
      bad.refuse(record, missing(log, record, batch));
      log.passOver(record.offset());
    } else if (isPassedOver(() -> bad.passOver(missing(log, record, batch)), List.of(log))) {
      leaps.put(log, new Leap(record, batch));
    }
  }

  /** Takes a record that samples are missing before, unless what comes next goes on before it. */
  private void land(SampleLog log, Leap leap, SampleBatch next) {
    if (next.getFirstSequence() < leap.batch().getFirstSequence()) {
      bad.refuse(leap.record(), missing(log, leap.record(), leap.batch()));
      log.passOver(leap.record().offset());
    } else {
      append(log, leap.record(), leap.batch());
    }
  }

  private void append(SampleLog log, ConsumerRecord<String, byte[]> record, SampleBatch batch) {
    long known = log.nextSequence() - batch.getFirstSequence();
    int lead = (int) Math.min(batch.getCount(), Math.max(0, known));
    int leadBytes = lead * log.identity().dimension() * Float.BYTES;
    ByteBuffer rows = batch.getData().duplicate();
    Optional<String> objection =
        log.objection(batch.getFirstSequence(), rows.slice(rows.position(), leadBytes));
    if (objection.isPresent()) {
      ScorestreamException why = unlike(record, batch, objection.get());
      if (isPassedOver(() -> bad.refuse(record, why), List.of(log))) {
        log.passOver(record.offset());
      }
    } else if (lead == batch.getCount()) {
      log.passOver(record.offset());
    } else {
      rows.position(rows.position() + leadBytes);
      log.append(record.offset(), batch.getFirstSequence() + lead, lead, rows);
      clients
          .meters()
          .count(TrainerMeterNames.SAMPLES_READ, batch.getCount() - lead, batch.getSource());
    }
  }

  /** Whether a record may be passed over; else these logs end before it. */
  private boolean isPassedOver(Runnable passOver, List<SampleLog> behind) {
    try {
      passOver.run();
      return true;
    } catch (ScorestreamException e) {
      if (e.reason() != Reason.BAD_DATA) {
        throw e;
      }
      stalled.addAll(behind);
      behind.forEach(log -> feeds.refuse(log, e));
      return false;
    }
  }

  /** Tries the record again that a log ends before, where it does: a run of it goes on. */
  void readOn(SampleLog log) {
    if (stalled.remove(log)) {
      readFrom(
          new TopicPartition(log.identity().topic(), log.identity().partition()), log.nextOffset());
    }
  }

  private static void requireSound(
      SampleLog log, ConsumerRecord<String, byte[]> record, SampleBatch batch) {
    try {
      SampleBatches.requireSound(batch, log.identity().dimension());
      if (batch.getFirstSequence() < 0) {
        throw new IllegalArgumentException(
            "its first sequence number is " + batch.getFirstSequence());
      }
    } catch (IllegalArgumentException e) {
      throw new ScorestreamException(
          Reason.BAD_DATA,
          EventReader.place(record) + " cannot be trained on: " + e.getMessage(),
          "mend what wrote it, or set on.bad.record=skip to go on without it; it is kept in the"
              + " dead-letters topic",
          e);
    }
  }

  private static ScorestreamException unlike(
      ConsumerRecord<String, byte[]> record, SampleBatch batch, String objection) {
    return new ScorestreamException(
        Reason.BAD_DATA,
        EventReader.place(record)
            + " cannot be trained on: of source "
            + batch.getSource()
            + ", "
            + objection,
        "find out what wrote it: two producers may send under one source.id (--source-id); set"
            + " on.bad.record=skip to go on without the record, which is kept in the dead-letters"
            + " topic");
  }

  private static ScorestreamException missing(
      SampleLog log, ConsumerRecord<String, byte[]> record, SampleBatch batch) {
    return new ScorestreamException(
        Reason.BAD_DATA,
        EventReader.place(record)
            + " starts at sample "
            + batch.getFirstSequence()
            + " of source "
            + batch.getSource()
            + ", but sample "
            + log.nextSequence()
            + " should come next: those between, "
            + (batch.getFirstSequence() - log.nextSequence())
            + " in number, are missing",
        "find out where they went; set on.bad.record=skip to train on the samples after them");
  }

  @Override
  public void close() {
    logs.values().forEach(all -> all.forEach(SampleLog::close));
  }
}
