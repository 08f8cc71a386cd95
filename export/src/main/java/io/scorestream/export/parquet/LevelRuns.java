package io.scorestream.export.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Definition levels of one bit, 1 where there is a value, in Parquet's run-length encoding: for
 * each run its length, doubled, as a variable-length integer, and the level as a byte. Owned by one
 * thread.
 */
final class LevelRuns {

  private final ByteArrayOutputStream ended = new ByteArrayOutputStream();
  private long count;
  private int level;
  private long run;

  void add(int next) {
    if (next != level) {
      end();
      level = next;
    }
    run++;
    count++;
  }

  long count() {
    return count;
  }

  /** All of them, behind their length in bytes. */
  byte[] encoded() {
    end();
    return ByteBuffer.allocate(Integer.BYTES + ended.size())
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(ended.size())
        .put(ended.toByteArray())
        .array();
  }

  void clear() {
    ended.reset();
    count = 0;
    run = 0;
  }

  private void end() {
    if (run == 0) {
      return;
    }
    ended.writeBytes(Varint.bytes(run << 1));
    ended.write(level);
    run = 0;
  }
}
