package io.scorestream.trainer.cache;

import io.scorestream.rows.Rows;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;

/**
 * The first samples of a log, mapped into memory: [count, d] float32, in the data's own units. The
 * operating system holds the pages and takes them back when memory is short. Immutable.
 */
public final class SampleRows {

  /** What is mapped at once, as a buffer cannot span more than 2 GiB. */
  static final int SEGMENT_BYTES = 1 << 28;

  private final int dimension;
  private final int rowsPerSegment;
  private final FloatBuffer[] segments;

  private SampleRows(int dimension, int rowsPerSegment, FloatBuffer[] segments) {
    this.dimension = dimension;
    this.rowsPerSegment = rowsPerSegment;
    this.segments = segments;
  }

  static SampleRows map(FileChannel file, int dimension, long count, int segmentBytes)
      throws IOException {
    long rowBytes = (long) dimension * Float.BYTES;
    int rowsPerSegment = (int) Math.max(1, segmentBytes / rowBytes);
    FloatBuffer[] segments =
        new FloatBuffer[Math.toIntExact((count + rowsPerSegment - 1) / rowsPerSegment)];
    for (int i = 0; i < segments.length; i++) {
      long first = (long) i * rowsPerSegment;
      long rows = Math.min(rowsPerSegment, count - first);
      segments[i] =
          file.map(MapMode.READ_ONLY, first * rowBytes, rows * rowBytes)
              .order(ByteOrder.LITTLE_ENDIAN)
              .asFloatBuffer();
    }
    return new SampleRows(dimension, rowsPerSegment, segments);
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
