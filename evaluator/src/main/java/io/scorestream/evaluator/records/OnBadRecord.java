package io.scorestream.evaluator.records;

/** What a record that cannot be used leads to, once it is kept on the dead-letters topic. */
public enum OnBadRecord {
  /** The evaluator ends and names it; nothing behind it is evaluated. */
  FAIL,
  /** It is passed over with a warning; its metrics are missing. */
  SKIP
}
