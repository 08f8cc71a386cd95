package io.scorestream.recompute;

import io.scorestream.evaluator.samples.Samples;
import io.scorestream.evaluator.samples.Subset;
import io.scorestream.events.SampleBatch;
import io.scorestream.events.SampleOffset;
import io.scorestream.events.codec.SampleBatches;
import io.scorestream.ledger.Records;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.topics.Topic;
import io.scorestream.trainer.cache.DamagePolicy;
import io.scorestream.trainer.cache.LogEntry;
import io.scorestream.trainer.cache.SampleCache;
import io.scorestream.trainer.cache.SampleLog;
import io.scorestream.trainer.cache.SourceIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Sources' samples, copied once to a temporary folder as trainers keep them: memory does not grow
 * with them. Whether they are those of a milestone is not asked here; their hash tells. Owned by
 * one thread.
 */
final class SampleCopies implements Samples, AutoCloseable {

  private final Path folder;
  private final Map<String, SampleLog> logs = new HashMap<>();

  private SampleCopies(Path folder) {
    this.folder = folder;
  }

  /**
   * Copies the samples of some runs' sources, by one pass over their topic.
   *
   * @throws ScorestreamException with {@link Reason#CANNOT_WRITE} when there is no room for them
   */
  static SampleCopies of(Records records, Topic topic, Collection<Run> runs) {
    try {
      SampleCopies copies = new SampleCopies(Files.createTempDirectory("scorestream-recompute"));
      try {
        copies.read(records, topic, runs);
        return copies;
      } catch (RuntimeException e) {
        copies.close();
        throw e;
      }
    } catch (IOException e) {
      throw noRoom(e);
    }
  }

  private void read(Records records, Topic topic, Collection<Run> runs) {
    Map<String, Run> wanted = new HashMap<>();
    runs.forEach(run -> wanted.put(run.spec().getSource(), run));
    if (wanted.isEmpty()) {
      return;
    }
    SampleCache cache = new SampleCache(folder, Long.MAX_VALUE, DamagePolicy.FAIL);
    Function<ConsumerRecord<String, byte[]>, @Nullable SampleBatch> decoder =
        records.decoder(topic, SampleBatch.class);
    records.read(
        topic,
        record -> {
          Run run = wanted.get(record.key());
          if (run != null) {
            Published.decoded(record, decoder).ifPresent(batch -> take(cache, run, record, batch));
          }
        });
  }

  private void take(
      SampleCache cache, Run run, ConsumerRecord<String, byte[]> record, SampleBatch batch) {
    try {
      SampleBatches.requireSound(batch, run.sampleDimension());
    } catch (IllegalArgumentException e) {
      // Nobody trains on it, and the ledger names it.
      return;
    }
    try {
      SampleLog log =
          logs.computeIfAbsent(
              batch.getSource(),
              source ->
                  cache.open(
                      new SourceIdentity(
                          "", record.topic(), "", record.partition(), source, dimension(run))));
      long known = Math.max(0, log.nextSequence() - batch.getFirstSequence());
      if (known < batch.getCount() && record.partition() == log.identity().partition()) {
        int lead = (int) known;
        ByteBuffer rows = batch.getData().duplicate();
        rows.position(rows.position() + lead * dimension(run) * Float.BYTES);
        log.append(record.offset(), batch.getFirstSequence() + lead, lead, rows);
      }
    } catch (ScorestreamException e) {
      throw e.reason() == Reason.CANNOT_WRITE ? noRoom(e) : e;
    }
  }

  private static int dimension(Run run) {
    return run.sampleDimension();
  }

  private static ScorestreamException noRoom(Exception cause) {
    return new ScorestreamException(
        Reason.CANNOT_WRITE,
        "samples cannot be copied to the temporary folder %s: %s"
            .formatted(System.getProperty("java.io.tmpdir"), cause.getMessage()),
        "make room there for all samples of the sources, or name another one"
            + " (JAVA_OPTS=-Djava.io.tmpdir=FOLDER)",
        cause);
  }

  /**
   * A run's samples.
   *
   * @throws UnprovenException where there is none
   */
  SampleLog of(Run run) {
    SampleLog log = logs.get(run.spec().getSource());
    if (log == null) {
      throw new UnprovenException(
          "no sample of source %s is there any more".formatted(run.spec().getSource()));
    }
    return log;
  }

  @Override
  public Rows before(Run run, Subset subset, List<SampleOffset> place, int limit) {
    SampleLog log = of(run);
    LongPredicate isWanted = subset.of(run);
    SampleOffset end = place.get(0);
    IntStream.Builder rows = IntStream.builder();
    int found = 0;
    int row = 0;
    for (long number = 0; number < log.size() && found < limit; number++) {
      LogEntry entry = log.entry(number);
      for (int i = 0; i < entry.count() && found < limit; i++) {
        if (precedes(entry.offset(), entry.lead() + i, end)
            && isWanted.test(entry.firstSequence() + i)) {
          rows.add(row + i);
          found++;
        }
      }
      row += entry.count();
    }
    Rows gathered = Rows.zeros(found, dimension(run));
    log.rows(row).gather(rows.build().toArray(), gathered);
    return gathered;
  }

  private static boolean precedes(long offset, int inRecord, SampleOffset end) {
    return offset < end.getOffset() || (offset == end.getOffset() && inRecord < end.getSamples());
  }

  @Override
  public void close() {
    logs.values().forEach(SampleLog::close);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("temporary folder " + folder + " cannot be deleted", e);
    }
  }
}
