package io.scorestream.ingest.choice;

/** What is done with numbers so far out that they alone would set a column's scale. */
public enum Outliers {
  /** The file is refused, with the number and its place. */
  REFUSE,
  /** The row is left out. */
  DROP,
  /** They are samples like any other. */
  KEEP
}
