package io.scorestream.ingest;

/** The samples of a file from its first, each checked as it is read. Owned by one thread. */
final class FileSamples implements AutoCloseable {

  private final TableLayout layout;
  private final TableRows rows;

  /** Opens the file and passes over its header. */
  FileSamples(TableLayout layout) {
    this.layout = layout;
    this.rows = new TableRows(layout.file(), layout.separator());
    if (layout.header()) {
      rows.next();
    }
  }

  /**
   * Reads the next sample.
   *
   * @param into array with room for the sample from {@code at} on
   * @return false after the last
   * @throws io.scorestream.service.ScorestreamException naming the line and column that is wrong
   */
  boolean next(float[] into, int at) {
    Row row = rows.next();
    if (row == null) {
      return false;
    }
    if (row.cells().size() != layout.width()) {
      throw FileFaults.ragged(layout, row);
    }
    for (int i = 0; i < layout.columns().size(); i++) {
      into[at + i] = number(row, layout.columns().get(i));
    }
    return true;
  }

  /** Passes over one sample, unchecked; false after the last. */
  boolean skip() {
    return rows.next() != null;
  }

  @Override
  public void close() {
    rows.close();
  }

  private float number(Row row, int column) {
    try {
      float number = DecimalCells.parse(row.cells().get(column));
      if (Float.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw FileFaults.cell(layout, row, column);
    }
    throw FileFaults.cell(layout, row, column);
  }
}
