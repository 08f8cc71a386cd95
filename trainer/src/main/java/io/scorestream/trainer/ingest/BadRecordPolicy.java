package io.scorestream.trainer.ingest;

/** What to do about a record that is not what it should be, once it is kept as a dead letter. */
public enum BadRecordPolicy {
  /** The trainer ends. Nothing is lost: it goes on from that record when it is started again. */
  FAIL,
  /** The record's samples are not trained on, and those after it are. */
  SKIP
}
