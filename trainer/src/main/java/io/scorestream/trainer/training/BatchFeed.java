package io.scorestream.trainer.training;

import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import io.scorestream.run.encoding.Dequantisation;
import io.scorestream.run.encoding.Standardiser;
import io.scorestream.trainer.cache.SampleRows;
import java.nio.FloatBuffer;
import java.util.random.RandomGenerator;

/** Puts a milestone's batches together: copied from the cache, standardised. */
final class BatchFeed {

  private final ShuffledPasses passes;
  private final SampleRows samples;
  private final Standardiser standardiser;
  private final RandomGenerator noise;
  private final int[] rows;
  private final Rows drawn;
  private final Rows batch;
  private long nanos;

  BatchFeed(TrainingSet set, SampleRows samples, Run run, long seed, int batchSize) {
    this.passes = new ShuffledPasses(set.rows().clone(), seed);
    this.samples = samples;
    this.standardiser = run.standardiser();
    this.noise = Dequantisation.ofBatches(seed);
    this.rows = new int[batchSize];
    this.drawn = Rows.zeros(batchSize, run.sampleDimension());
    this.batch = Rows.zeros(batchSize, run.dimension());
  }

  /** The next batches [n, rows, D], in the networks' coordinates. */
  FloatBuffer next(int n) {
    long began = System.nanoTime();
    int size = batch.numbers().length;
    FloatBuffer batches = FloatBuffer.allocate(Math.multiplyExact(n, size));
    for (int i = 0; i < n; i++) {
      passes.next(rows);
      samples.gather(rows, drawn);
      standardiser.standardise(drawn, batch, noise);
      batches.put(batch.numbers());
    }
    nanos += System.nanoTime() - began;
    return batches.rewind();
  }

  /** Time spent here so far. */
  long nanos() {
    return nanos;
  }
}
