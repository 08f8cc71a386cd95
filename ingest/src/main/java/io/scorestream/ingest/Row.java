package io.scorestream.ingest;

import java.util.List;

/**
 * One row of a text table.
 *
 * @param line number of the line on which it starts, the file's first being 1
 * @param cells its text, without blanks around it
 */
record Row(long line, List<String> cells) {}
