package io.scorestream.embedded;

import org.jspecify.annotations.Nullable;

/**
 * The broker or the registry could not start. The message says what happened, to which port or
 * directory, and ends with the remedy.
 */
public final class EmbeddedStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String remedy;

  /**
   * @param message what happened, a sentence without its full stop
   * @param remedy what the user can do about it, a sentence of its own
   */
  public EmbeddedStartException(String message, String remedy) {
    this(message, remedy, null);
  }

  EmbeddedStartException(String message, String remedy, @Nullable Throwable cause) {
    super(message + ". " + remedy, cause);
    this.problem = message;
    this.remedy = remedy;
  }

  /** What happened, without the remedy. */
  public String problem() {
    return problem;
  }

  /** What the user can do about it; the last sentence of the message. */
  public String remedy() {
    return remedy;
  }
}
