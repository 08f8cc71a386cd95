package io.scorestream.ingest.choice;

/** What is done with rows that lack a cell. */
public enum MissingCells {
  /** The file is refused, with how many there are and where. */
  REFUSE,
  /** The row is left out. */
  DROP,
  /** The column's mean takes its place; the most frequent category where there is no mean. */
  MEAN
}
