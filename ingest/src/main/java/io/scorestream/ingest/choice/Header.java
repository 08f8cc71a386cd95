package io.scorestream.ingest.choice;

/** Whether the first row of a text holds the columns' names. */
public enum Header {
  /** Found out from the first rows; where that takes a guess, it is said. */
  AUTO,
  /** It does. */
  YES,
  /** It is a sample. */
  NO
}
