package io.scorestream.transport;

/** Where the quantile functions of two samples on the line jump, in increasing order. */
final class QuantileJumps {

  /** Takes a stretch on which both quantile functions are constant. */
  interface Stretch {
    /**
     * Called from left to right.
     *
     * @param i rank of the first sample's point, from 0
     * @param j rank of the second sample's point, from 0
     * @param mass between them, in units of {@code 1/(n m)}
     */
    void take(int i, int j, long mass);
  }

  private QuantileJumps() {}

  /** Walks the merged jumps of samples of n and m points; masses add up to {@code n m}. */
  static void walk(long n, long m, Stretch stretch) {
    long done = 0;
    int i = 0;
    int j = 0;
    while (i < n && j < m) {
      long endOfX = (i + 1) * m;
      long endOfY = (j + 1) * n;
      long end = Math.min(endOfX, endOfY);
      stretch.take(i, j, end - done);
      done = end;
      i += end == endOfX ? 1 : 0;
      j += end == endOfY ? 1 : 0;
    }
  }
}
