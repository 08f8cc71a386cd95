package io.scorestream.run.encoding;

import io.scorestream.rows.Rows;

/**
 * Keeps evenly spaced rows of those that come, from half of a room to all of it: each row at first;
 * when the room is full, every second one of what is kept and of what still comes; and so on. Owned
 * by one thread.
 */
final class SpacedRows {

  private final Rows room;
  private long step = 1;
  private long seen;
  private int count;

  /**
   * @param most rows, at least 2
   */
  SpacedRows(int dimension, int most) {
    this.room = Rows.zeros(most, dimension);
  }

  /** Sees the next row, one of these. */
  void add(Rows rows, int row) {
    if (seen++ % step != 0) {
      return;
    }
    if (count == room.count()) {
      thin();
      if ((seen - 1) % step != 0) {
        return;
      }
    }
    copy(rows, row, count++);
  }

  /** What is kept. */
  Rows rows() {
    return room.first(count);
  }

  private void thin() {
    count = (count + 1) / 2;
    for (int row = 1; row < count; row++) {
      copy(room, 2 * row, row);
    }
    step *= 2;
  }

  private void copy(Rows from, int row, int to) {
    int d = room.dimension();
    System.arraycopy(from.numbers(), row * d, room.numbers(), to * d, d);
  }
}
