package io.scorestream.ingest.table;

import io.scorestream.ingest.bytes.DataFile;
import io.scorestream.ingest.bytes.FileFaults;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Rows of an array in Fortran's order, whose columns lie one after the other: read in blocks of
 * rows, each with one access for each column.
 */
final class ColumnMajorCursor implements Cursor {

  /** Bytes of a block, unless one row has more. */
  private static final int BLOCK = 1 << 22;

  private final DataFile file;
  private final ArrayFormat format;
  private final int[] places;
  private final FileChannel channel;
  private final int blockRows;
  private final ByteBuffer block;
  private long first;
  private int inBlock;
  private int next;

  ColumnMajorCursor(DataFile file, ArrayFormat format, int[] places) {
    this.file = file;
    this.format = format;
    this.places = places;
    int rowBytes = places.length * format.type().bytes();
    this.blockRows = (int) Math.min(format.rows(), Math.max(1, BLOCK / rowBytes));
    this.block = ByteBuffer.allocate(blockRows * rowBytes).order(format.order());
    try {
      this.channel = FileChannel.open(file.path());
    } catch (IOException e) {
      throw FileFaults.unreadable(file.path(), "in its header", e);
    }
  }

  @Override
  public boolean next(Cells into) {
    if (next == inBlock) {
      first += inBlock;
      if (first == format.rows()) {
        inBlock = 0;
        next = 0;
        return false;
      }
      read();
    }
    int size = format.type().bytes();
    into.begin(first + next + 1);
    for (int i = 0; i < places.length; i++) {
      into.set(i, format.type().read(block, (i * blockRows + next) * size));
    }
    next++;
    return true;
  }

  private void read() {
    int size = format.type().bytes();
    inBlock = (int) Math.min(blockRows, format.rows() - first);
    next = 0;
    try {
      for (int i = 0; i < places.length; i++) {
        int at = i * blockRows * size;
        block.limit(at + inBlock * size).position(at);
        long from = format.start() + (places[i] * format.rows() + first) * size;
        while (block.hasRemaining()) {
          int read = channel.read(block, from + block.position() - at);
          if (read < 0) {
            throw ArrayTable.cutOff(file, format, channel.size());
          }
        }
      }
      block.clear();
    } catch (IOException e) {
      throw FileFaults.unreadable(file.path(), "after row " + first, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw FileFaults.unreadable(file.path(), "after row " + first, e);
    }
  }
}
