package io.scorestream.ingest.table;

import java.util.List;

/**
 * One row of a text table.
 *
 * @param line number of the line on which it starts, the file's first being 1
 * @param cells its text, without blanks around it
 */
record Row(long line, List<String> cells) {

  /** How many cells it has. */
  int width() {
    return cells.size();
  }
}
