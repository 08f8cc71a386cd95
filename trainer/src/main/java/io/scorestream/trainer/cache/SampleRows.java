package io.scorestream.trainer.cache;

import io.scorestream.rows.Rows;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The first samples of a log, mapped into memory: [count, d] float32, in the data's own units. The
 * operating system holds the pages and takes them back when memory is short. Immutable.
 */
public final class SampleRows {

  /** What is mapped at once, as a buffer cannot span more than 2 GiB. */
  static final int SEGMENT_BYTES = 1 << 28;

  private final int dimension;
  private final int rowsPerSegment;
  private final ByteBuffer[] bytes;
  private final FloatBuffer[] segments;

  private SampleRows(int dimension, int rowsPerSegment, ByteBuffer[] bytes) {
    this.dimension = dimension;
    this.rowsPerSegment = rowsPerSegment;
    this.bytes = bytes;
    this.segments =
        Arrays.stream(bytes)
            .map(segment -> segment.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer())
            .toArray(FloatBuffer[]::new);
  }

  static SampleRows map(FileChannel file, int dimension, long count, int segmentBytes)
      throws IOException {
    long rowBytes = (long) dimension * Float.BYTES;
    int rowsPerSegment = (int) Math.max(1, segmentBytes / rowBytes);
    ByteBuffer[] bytes =
        new ByteBuffer[Math.toIntExact((count + rowsPerSegment - 1) / rowsPerSegment)];
    for (int i = 0; i < bytes.length; i++) {
      long first = (long) i * rowsPerSegment;
      long rows = Math.min(rowsPerSegment, count - first);
      bytes[i] = file.map(MapMode.READ_ONLY, first * rowBytes, rows * rowBytes);
    }
    return new SampleRows(dimension, rowsPerSegment, bytes);
  }

  /**
   * Gives the bytes of samples away, in their order.
   *
   * @param from the first of them
   * @param to the one after the last, at most the count
   * @param take is given some of them at a time, float32 little-endian
   */
  public void each(long from, long to, Consumer<ByteBuffer> take) {
    int rowBytes = dimension * Float.BYTES;
    for (long row = from; row < to; ) {
      int segment = (int) (row / rowsPerSegment);
      int first = (int) (row % rowsPerSegment);
      int count = (int) Math.min(rowsPerSegment - first, to - row);
      take.accept(bytes[segment].slice(first * rowBytes, count * rowBytes));
      row += count;
    }
  }

  /**
   * Copies samples out.
   *
   * @param rows which, each less than the count
   * @param out as many, to be written to
   */
  public void gather(int[] rows, Rows out) {
    for (int i = 0; i < rows.length; i++) {
      segments[rows[i] / rowsPerSegment].get(
          rows[i] % rowsPerSegment * dimension, out.numbers(), i * dimension, dimension);
    }
  }
}
