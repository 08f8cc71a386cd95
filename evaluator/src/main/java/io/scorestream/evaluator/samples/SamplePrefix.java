package io.scorestream.evaluator.samples;

import io.scorestream.events.SampleBatch;
import io.scorestream.events.SampleOffset;
import io.scorestream.events.codec.Floats;
import io.scorestream.events.codec.SampleBatches;
import io.scorestream.rows.Rows;
import io.scorestream.run.Run;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * The first samples of one subset of a run, gathered from the log record by record: at most {@code
 * limit · d} numbers. Used by one thread at a time.
 */
final class SamplePrefix {

  private final LongPredicate subset;
  private final Run run;
  private final int limit;
  private float[] points = new float[0];
  private long[] offsets = new long[0];
  private int[] indices = new int[0];
  private int count;
  private long nextOffset;
  private long nextSequence;

  /**
   * @param limit most samples to gather
   */
  SamplePrefix(Subset subset, Run run, int limit) {
    this.subset = subset.of(run);
    this.run = run;
    this.limit = limit;
  }

  /** Most numbers that it can come to hold. */
  long most() {
    return (long) limit * run.sampleDimension();
  }

  /** Whether all that lies before a place, up to the limit, is gathered. */
  boolean covers(SampleOffset place) {
    return count == limit || nextOffset > place.getOffset();
  }

  /** Offset of the first record that has not been looked at. */
  long nextOffset() {
    return nextOffset;
  }

  /** Passes over all records up to an offset, which hold none of the run's samples. */
  void passTo(long offset) {
    nextOffset = Math.max(nextOffset, offset);
  }

  /**
   * Looks at a record of the log. Samples that were there before count once.
   *
   * @throws IllegalArgumentException when the batch is of another dimension or not sound; it is
   *     then passed over
   */
  void add(long offset, SampleBatch batch) {
    nextOffset = offset + 1;
    if (!batch.getSource().equals(run.spec().getSource())) {
      return;
    }
    SampleBatches.requireSound(batch, run.sampleDimension());
    FloatBuffer samples = Floats.view(batch.getData());
    for (int i = 0; i < batch.getCount() && count < limit; i++) {
      long sequence = batch.getFirstSequence() + i;
      if (sequence >= nextSequence && subset.test(sequence)) {
        keep(offset, i, samples);
      }
    }
    nextSequence = Math.max(nextSequence, batch.getFirstSequence() + batch.getCount());
  }

  /** The samples before a place, {@code [n, d]}. */
  Rows before(SampleOffset place) {
    int n = 0;
    for (int after = count; n < after; ) {
      int middle = (n + after) >>> 1;
      if (precedes(middle, place)) {
        n = middle + 1;
      } else {
        after = middle;
      }
    }
    return Rows.of(Arrays.copyOf(points, n * run.sampleDimension()), run.sampleDimension());
  }

  private boolean precedes(int sample, SampleOffset place) {
    return offsets[sample] < place.getOffset()
        || (offsets[sample] == place.getOffset() && indices[sample] < place.getSamples());
  }

  private void keep(long offset, int index, FloatBuffer samples) {
    int d = run.sampleDimension();
    if (count == offsets.length) {
      int room = Math.min(limit, Math.max(64, 2 * count));
      offsets = Arrays.copyOf(offsets, room);
      indices = Arrays.copyOf(indices, room);
      points = Arrays.copyOf(points, room * d);
    }
    offsets[count] = offset;
    indices[count] = index;
    samples.get(index * d, points, count * d, d);
    count++;
  }
}
