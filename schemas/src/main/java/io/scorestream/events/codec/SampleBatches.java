package io.scorestream.events.codec;

import io.scorestream.events.DataType;
import io.scorestream.events.SampleBatch;
import io.scorestream.rows.Rows;
import java.nio.FloatBuffer;

/** Samples to and from the events that carry them. */
public final class SampleBatches {

  private SampleBatches() {}

  /**
   * A batch of samples.
   *
   * @param firstSequence sequence number of the first of them
   * @param samples {@code [n, d]}, n at least 1
   * @throws IllegalArgumentException if there is none: no reader takes such a batch
   */
  public static SampleBatch batch(String source, long firstSequence, Rows samples) {
    if (samples.count() == 0) {
      throw new IllegalArgumentException(
          "a batch of source %s from %s on would hold no sample".formatted(source, firstSequence));
    }
    return SampleBatch.newBuilder()
        .setSource(source)
        .setFirstSequence(firstSequence)
        .setCount(samples.count())
        .setDimension(samples.dimension())
        .setDtype(DataType.FLOAT32_LE)
        .setData(Floats.bytes(samples.numbers()))
        .build();
  }

  /**
   * The samples of a batch, {@code [n, d]}.
   *
   * @param dimension what the run expects
   * @throws IllegalArgumentException saying which sample is wrong: another dimension, a length that
   *     contradicts the count, or a number that is not finite
   */
  public static Rows samples(SampleBatch batch, int dimension) {
    requireSound(batch, dimension);
    return Rows.of(Floats.of(batch.getData()), dimension);
  }

  /**
   * Refuses a batch whose samples are not what they should be. Reads them where they are.
   *
   * @param dimension what the run expects
   * @throws IllegalArgumentException as {@link #samples} does
   */
  public static void requireSound(SampleBatch batch, int dimension) {
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
    if (Floats.areFinite(batch.getData())) {
      return;
    }
    FloatBuffer numbers = Floats.view(batch.getData());
    for (int i = 0; i < numbers.limit(); i++) {
      if (!Float.isFinite(numbers.get(i))) {
        throw new IllegalArgumentException(
            "sample "
                + (batch.getFirstSequence() + i / dimension)
                + " of source "
                + batch.getSource()
                + " has "
                + numbers.get(i)
                + " as its number "
                + (i % dimension + 1));
      }
    }
  }
}
