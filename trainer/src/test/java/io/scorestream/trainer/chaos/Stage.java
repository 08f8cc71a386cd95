package io.scorestream.trainer.chaos;

/** Where in a milestone a trainer is killed. */
public enum Stage {
  /** It has just said that it begins the milestone. */
  BEFORE_TRAINING,
  /** Some of the steps are done. */
  MID_MILESTONE,
  /** The first of the networks is sent, and the transaction is open. */
  MID_UPLOAD,
  /** Everything is sent, and the transaction is open. */
  AFTER_SEND_BEFORE_COMMIT,
  /** Something else is said after the milestone's last record: it is committed, or nearly. */
  AFTER_COMMIT
}
