package io.scorestream.recompute;

import io.scorestream.ledger.Finding;

/** What came of a pick. */
public sealed interface Outcome {

  /** What was computed once more, or was to be. */
  String pick();

  /**
   * All bits are the same.
   *
   * @param what how many numbers there were, and what was not among them
   */
  record Same(String pick, String what) implements Outcome {}

  /**
   * A bit is another.
   *
   * @param finding the first of them, and both numbers
   */
  record Different(String pick, Finding finding) implements Outcome {}

  /**
   * It cannot be told.
   *
   * @param why as the end of a sentence that begins with the pick
   */
  record Unproven(String pick, String why) implements Outcome {}
}
