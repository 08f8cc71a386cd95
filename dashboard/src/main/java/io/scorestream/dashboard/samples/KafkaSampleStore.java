package io.scorestream.dashboard.samples;

import io.scorestream.events.GenerationBatch;
import io.scorestream.events.RecordOffset;
import io.scorestream.events.SampleBatch;
import io.scorestream.events.codec.Floats;
import io.scorestream.events.codec.SampleBatches;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.run.RunState;
import io.scorestream.service.kafka.EventReader;
import io.scorestream.service.kafka.Fetched;
import io.scorestream.service.kafka.KafkaClients;
import io.scorestream.service.kafka.RecordFetcher;
import io.scorestream.service.kafka.TopicTail;
import io.scorestream.service.kafka.Unavailable;
import io.scorestream.service.topics.SourcePlaces;
import io.scorestream.topics.Keys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads samples from their topics when they are asked for. Where generations lie is found once and
 * then followed; the first samples of a source never change, and those of a few sources are kept.
 * Guarded by its own monitor: who asks waits for those before.
 */
public final class KafkaSampleStore implements SampleStore, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaSampleStore.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String CLIENT = "dashboard-samples";

  /** Sources whose first samples are kept. */
  private static final int MOST_HEADS = 4;

  private final KafkaClients clients;
  private final GenerationIndex index = new GenerationIndex();
  private final Map<String, Rows> heads =
      new LinkedHashMap<>(MOST_HEADS, 0.75f, /* accessOrder= */ true);
  private @Nullable TopicTail tail;
  private @Nullable EventReader<GenerationBatch> reader;
  private @Nullable RecordFetcher<GenerationBatch> fetcher;

  /** Reads nothing yet. */
  public KafkaSampleStore(KafkaClients clients) {
    this.clients = clients;
  }

  @Override
  public synchronized NavigableSet<Long> milestones(RunState run) {
    follow();
    return index.milestones(run.run().id(), run.incarnation());
  }

  @Override
  public synchronized Rows generated(RunState run, long milestone, int most) {
    follow();
    String id = run.run().id();
    List<Rows> parts = new ArrayList<>();
    int count = 0;
    for (RecordOffset place : index.places(id, run.incarnation(), milestone)) {
      if (count >= most) {
        break;
      }
      Fetched<GenerationBatch> fetched = fetcher().fetch(Keys.milestone(id, milestone), place);
      if (fetched instanceof Fetched.Found<GenerationBatch> found) {
        Rows part = Rows.of(Floats.of(found.event().getData()), found.event().getDimension());
        parts.add(part);
        count += part.count();
      } else {
        index.gone(id, run.incarnation(), milestone);
        return Rows.zeros(0, run.run().sampleDimension());
      }
    }
    Rows all = Rows.joined(run.run().sampleDimension(), parts);
    return all.first(Math.min(most, all.count()));
  }

  @Override
  public synchronized Rows real(RunState run, int most) {
    String source = run.run().spec().getSource();
    Rows known = heads.get(source);
    if (known == null || known.count() < most) {
      known = head(run.run(), most);
      heads.put(source, known);
      if (heads.size() > MOST_HEADS) {
        heads.remove(heads.keySet().iterator().next());
      }
    }
    return known.first(Math.min(most, known.count()));
  }

  private Rows head(Run run, int most) {
    String source = run.spec().getSource();
    TopicPartition partition =
        new TopicPartition(
            clients.topics().samples().name(), SourcePlaces.partition(clients, source));
    EventReader<SampleBatch> batches =
        new EventReader<>(clients.connection(), clients.topics().samples(), SampleBatch.class);
    List<Rows> parts = new ArrayList<>();
    long count = 0;
    try (Consumer<String, byte[]> consumer = clients.consumer(CLIENT + "-head")) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (count < most && consumer.position(partition) < end) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          Optional<SampleBatch> batch =
              source.equals(record.key()) ? read(batches, record) : Optional.empty();
          // What was sent twice, or does not go on from what was before, is none of them.
          if (batch.isPresent() && batch.get().getFirstSequence() == count) {
            Rows part = SampleBatches.samples(batch.get(), run.sampleDimension());
            parts.add(part);
            count += part.count();
          }
        }
        if (System.nanoTime() > deadline) {
          break;
        }
      }
    } catch (IllegalArgumentException e) {
      LOG.warn("samples of {} cannot be shown: {}", source, e.getMessage());
    } catch (KafkaException e) {
      throw Unavailable.kafka(clients.connection().bootstrapServers(), e);
    }
    Rows all = Rows.joined(run.sampleDimension(), parts);
    return all.first(Math.min(most, all.count()));
  }

  private void follow() {
    if (tail == null) {
      reader =
          new EventReader<>(
              clients.connection(), clients.topics().generations(), GenerationBatch.class);
      tail = new TopicTail(clients, clients.topics().generations(), CLIENT + "-index");
    }
    EventReader<GenerationBatch> batches = reader;
    if (batches != null) {
      tail.read(
          record ->
              read(batches, record)
                  .ifPresent(
                      batch ->
                          index.add(batch, new RecordOffset(record.partition(), record.offset()))));
    }
  }

  private RecordFetcher<GenerationBatch> fetcher() {
    if (fetcher == null) {
      fetcher =
          new RecordFetcher<>(
              clients, CLIENT, clients.topics().generations(), GenerationBatch.class);
    }
    return fetcher;
  }

  /** What cannot be read is not shown. */
  private static <V extends SpecificRecord> Optional<V> read(
      EventReader<V> reader, ConsumerRecord<String, byte[]> record) {
    return reader.readable(record, why -> LOG.debug("not shown: {}", why));
  }

  @Override
  public synchronized void close() {
    if (tail != null) {
      tail.close();
    }
    if (fetcher != null) {
      fetcher.close();
    }
  }
}
