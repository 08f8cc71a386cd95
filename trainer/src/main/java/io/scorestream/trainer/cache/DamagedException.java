package io.scorestream.trainer.cache;

/** Bytes that are not what was written. */
final class DamagedException extends Exception {

  private static final long serialVersionUID = 1;

  private final String found;

  DamagedException(String found) {
    super(found);
    this.found = found;
  }

  /** What was found. */
  String found() {
    return found;
  }
}
