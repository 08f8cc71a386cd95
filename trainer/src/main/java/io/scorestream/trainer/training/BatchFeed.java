package io.scorestream.trainer.training;

import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.trainer.cache.SampleRows;
import java.nio.FloatBuffer;

/** Puts a milestone's batches together: one copy from the cache, standardised in place. */
final class BatchFeed {

  private final ShuffledPasses passes;
  private final SampleRows samples;
  private final Run run;
  private final int[] rows;
  private final Rows batch;
  private long nanos;

  BatchFeed(TrainingSet set, SampleRows samples, Run run, long seed, int batchSize) {
    this.passes = new ShuffledPasses(set.rows().clone(), seed);
    this.samples = samples;
    this.run = run;
    this.rows = new int[batchSize];
    this.batch = Rows.zeros(batchSize, run.dimension());
  }

  /** The next batch [rows, d], in the networks' units; valid until the next call. */
  FloatBuffer next() {
    long began = System.nanoTime();
    passes.next(rows);
    samples.gather(rows, batch);
    run.standardiser().standardise(batch);
    nanos += System.nanoTime() - began;
    return FloatBuffer.wrap(batch.numbers());
  }

  /** Time spent here so far. */
  long nanos() {
    return nanos;
  }
}
