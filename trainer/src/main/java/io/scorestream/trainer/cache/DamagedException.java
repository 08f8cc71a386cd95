package io.scorestream.trainer.cache;

/** Bytes that are not what was written; the message says what was found instead. */
final class DamagedException extends Exception {

  private static final long serialVersionUID = 1;

  DamagedException(String found) {
    super(found);
  }
}
