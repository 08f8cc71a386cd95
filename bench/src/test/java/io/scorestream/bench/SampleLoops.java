package io.scorestream.bench;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.events.SampleBatch;
import io.scorestream.events.codec.Floats;
import io.scorestream.events.codec.SampleBatches;
import io.scorestream.rows.Rows;
import io.scorestream.run.HoldOut;
import io.scorestream.run.encoding.Standardiser;
import io.scorestream.trainer.cache.DamagePolicy;
import io.scorestream.trainer.cache.SampleCache;
import io.scorestream.trainer.cache.SampleLog;
import io.scorestream.trainer.cache.SampleRows;
import io.scorestream.trainer.cache.SourceIdentity;
import io.scorestream.trainer.training.KeptSamples;
import io.scorestream.trainer.training.ShuffledPasses;
import io.scorestream.trainer.training.TrainingSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A sample's way from a record to a training batch: 131,072 samples in records of 256. */
public class SampleLoops extends Loops {

  private static final int RECORD = 256;
  private static final int SAMPLES = 1 << 17;
  private static final int BATCH = 1024;

  @Param({"2", "64"})
  int dimension;

  private Path directory;
  private SampleLog log;
  private SampleRows rows;
  private ShuffledPasses passes;
  private Standardiser standardiser;
  private SampleBatch record;
  private Rows samples;
  private final int[] chosen = new int[BATCH];
  private Rows batch;
  private Rows standardised;
  private final RandomGenerator noise = Seeds.generator(1);

  /** Fills a cache. */
  @Setup
  public void fill() throws IOException {
    directory = Files.createTempDirectory("sample-loops");
    var identity = new SourceIdentity("cluster", "samples", "id", 0, "source", dimension);
    log = new SampleCache(directory, Long.MAX_VALUE, DamagePolicy.FAIL).open(identity);
    samples = PointClouds.GAUSSIAN.x(RECORD, dimension);
    record = encode();
    while (log.nextSequence() < SAMPLES) {
      log.append(log.nextOffset(), log.nextSequence(), 0, Floats.bytes(samples.numbers()));
    }
    rows = log.rows(SAMPLES);
    passes = new ShuffledPasses(IntStream.range(0, SAMPLES).toArray(), 1);
    standardiser = new Standardiser(new double[dimension], 1.5);
    batch = Rows.zeros(BATCH, dimension);
    standardised = Rows.zeros(BATCH, dimension);
  }

  /** Deletes it. */
  @TearDown
  public void delete() throws IOException {
    log.close();
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  /** A record's value out of its samples. */
  @Benchmark
  public SampleBatch encode() {
    return SampleBatches.batch("source", 0, samples);
  }

  /** The samples of a record. */
  @Benchmark
  public Rows decode() {
    return SampleBatches.samples(record, dimension);
  }

  /** The check of a record that is kept as it is. */
  @Benchmark
  public void check() {
    SampleBatches.requireSound(record, dimension);
  }

  /** A walk to the last sample, and the set to train on. */
  @Benchmark
  public TrainingSet reach() {
    KeptSamples kept = new KeptSamples(log, new HoldOut(0.2, 3), sequence -> true);
    kept.reach(SAMPLES / 2, row -> {});
    return kept.first(SAMPLES / 2);
  }

  /** A batch of 1024 samples: rows in the order of a pass, copied from the cache, standardised. */
  @Benchmark
  public Rows assemble() {
    passes.next(chosen);
    rows.gather(chosen, batch);
    standardiser.standardise(batch, standardised, noise);
    return standardised;
  }
}
