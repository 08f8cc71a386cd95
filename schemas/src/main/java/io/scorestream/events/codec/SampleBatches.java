package io.scorestream.events.codec;

import io.scorestream.events.DataType;
import io.scorestream.events.SampleBatch;

/** Samples to and from the events that carry them. */
public final class SampleBatches {

  private SampleBatches() {}

  /**
   * A batch of samples.
   *
   * @param firstSequence sequence number of the first of them
   * @param samples [n, d], row by row
   */
  public static SampleBatch batch(
      String source, long firstSequence, int dimension, float[] samples) {
    return SampleBatch.newBuilder()
        .setSource(source)
        .setFirstSequence(firstSequence)
        .setCount(samples.length / dimension)
        .setDimension(dimension)
        .setDtype(DataType.FLOAT32_LE)
        .setData(Floats.bytes(samples))
        .build();
  }

  /**
   * The samples of a batch, [n, d], row by row.
   *
   * @param dimension what the run expects
   * @throws IllegalArgumentException saying which sample is wrong: another dimension, a length that
   *     contradicts the count, or a number that is not finite
   */
  public static float[] samples(SampleBatch batch, int dimension) {
    if (batch.getDimension() != dimension) {
      throw new IllegalArgumentException(
          "its samples have "
              + batch.getDimension()
              + " numbers each, but the run's have "
              + dimension);
    }
    long expected = (long) batch.getCount() * dimension * Float.BYTES;
    if (batch.getCount() < 1 || batch.getData().remaining() != expected) {
      throw new IllegalArgumentException(
          "it says "
              + batch.getCount()
              + " samples of "
              + dimension
              + " numbers, but holds "
              + batch.getData().remaining()
              + " bytes");
    }
    float[] samples = Floats.of(batch.getData());
    for (int i = 0; i < samples.length; i++) {
      if (!Float.isFinite(samples[i])) {
        throw new IllegalArgumentException(
            "sample "
                + (batch.getFirstSequence() + i / dimension)
                + " of source "
                + batch.getSource()
                + " has "
                + samples[i]
                + " as its number "
                + (i % dimension + 1));
      }
    }
    return samples;
  }
}
