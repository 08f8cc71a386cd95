package io.scorestream.ingest.table;

import io.scorestream.ingest.bytes.DataFile;
import io.scorestream.ingest.bytes.FileFaults;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Rows of an array whose numbers lie side by side: a stream of them. */
final class RowMajorCursor implements Cursor {

  private final DataFile file;
  private final ArrayFormat format;
  private final int[] places;
  private final InputStream bytes;
  private final byte[] row;
  private final ByteBuffer numbers;
  private long next;

  RowMajorCursor(DataFile file, ArrayFormat format, int[] places) {
    this.file = file;
    this.format = format;
    this.places = places;
    this.row = new byte[format.rowNumbers() * format.type().bytes()];
    this.numbers = ByteBuffer.wrap(row).order(format.order());
    try {
      this.bytes = file.open();
      bytes.skipNBytes(format.start());
    } catch (IOException e) {
      throw FileFaults.unreadable(file.path(), "in its header", e);
    }
  }

  @Override
  public boolean next(Cells into) {
    if (next == format.rows()) {
      return false;
    }
    try {
      int read = bytes.readNBytes(row, 0, row.length);
      if (read < row.length) {
        throw ArrayTable.cutOff(file, format, format.start() + next * row.length + read);
      }
    } catch (IOException e) {
      throw FileFaults.unreadable(file.path(), "after row " + next, e);
    }
    next++;
    into.begin(next);
    int size = format.type().bytes();
    for (int i = 0; i < places.length; i++) {
      into.set(i, format.type().read(numbers, places[i] * size));
    }
    return true;
  }

  @Override
  public void close() {
    try {
      bytes.close();
    } catch (IOException e) {
      throw FileFaults.unreadable(file.path(), "after row " + next, e);
    }
  }
}
