package io.scorestream.model;

import java.nio.FloatBuffer;

/**
 * How rows are cut into blocks of one size, the last of which is filled up with zeros: a compiled
 * program is of one shape.
 *
 * @param rows n, at least 0
 * @param dimension d
 * @param size rows of a block
 */
record RowBlocks(int rows, int dimension, int size) {

  /** How many there are. */
  int count() {
    return (rows + size - 1) / size;
  }

  /** The first row of a block. */
  int start(int block) {
    return block * size;
  }

  /** Rows of a block that are not there to fill it up. */
  int used(int block) {
    return Math.min(size, rows - start(block));
  }

  /**
   * A block, whole.
   *
   * @param of {@code [n, d]} between position and limit; left as it is
   * @return {@code [size, d]}
   */
  FloatBuffer cut(FloatBuffer of, int block) {
    FloatBuffer whole = FloatBuffer.allocate(size * dimension);
    whole.put(of.slice(of.position() + start(block) * dimension, used(block) * dimension));
    return whole.rewind();
  }

  /**
   * Copies the numbers of a block to their place.
   *
   * @param numbers {@code [size, d]}
   * @param into {@code [n, d]}
   */
  void copy(float[] numbers, float[] into, int block) {
    System.arraycopy(numbers, 0, into, start(block) * dimension, used(block) * dimension);
  }
}
