package io.scorestream.trainer.training;

import io.scorestream.diffusion.process.Seeds;
import io.scorestream.rows.Rows;
import io.scorestream.run.Condition;
import io.scorestream.run.Run;
import io.scorestream.run.encoding.Dequantisation;
import io.scorestream.run.encoding.Standardiser;
import io.scorestream.trainer.cache.SampleRows;
import java.nio.FloatBuffer;
import java.util.random.RandomGenerator;

/** Puts a milestone's batches together: copied from the cache, standardised. */
final class BatchFeed {

  /** Keeps these draws apart from all others of the same seed; the letters of "dropped". */
  private static final long PURPOSE = 0x64726F70706564L;

  private final ShuffledPasses passes;
  private final SampleRows samples;
  private final Standardiser standardiser;
  private final RandomGenerator noise;
  private final double dropping;
  private final RandomGenerator dropped;
  private final int[] rows;
  private final Rows drawn;
  private final Rows batch;
  private long nanos;

  BatchFeed(TrainingSet set, SampleRows samples, Run run, long seed, int batchSize) {
    this.passes = new ShuffledPasses(set.rows().clone(), seed);
    this.samples = samples;
    this.standardiser = run.standardiser();
    this.noise = Dequantisation.ofBatches(seed);
    this.dropping = run.condition().map(Condition::dropping).orElse(0.0);
    this.dropped = Seeds.generator(seed, PURPOSE);
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
      hideConditions();
      batches.put(batch.numbers());
    }
    nanos += System.nanoTime() - began;
    return batches.rewind();
  }

  /** As guidance needs it: Ho and Salimans, <i>Classifier-Free Diffusion Guidance</i> (2022). */
  private void hideConditions() {
    if (dropping > 0) {
      for (int row = 0; row < batch.count(); row++) {
        if (dropped.nextDouble() < dropping) {
          standardiser.withoutCondition(batch, row);
        }
      }
    }
  }

  /** Time spent here so far. */
  long nanos() {
    return nanos;
  }
}
