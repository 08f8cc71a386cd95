package io.scorestream.recompute;

/** That a pick cannot be computed once more, and why, as the end of a sentence. */
final class UnprovenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnprovenException(String why) {
    super(why);
  }
}
