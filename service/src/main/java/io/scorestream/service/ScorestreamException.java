package io.scorestream.service;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** A failure that a person can mend: what happened, to what, and the remedy. */
public final class ScorestreamException extends RuntimeException {

  private final Reason reason;
  private final String remedy;

  /**
   * @param reason why, from a closed set
   * @param message what happened and where (file and line, setting, or topic, partition and offset)
   * @param remedy what to do about it, an imperative sentence
   */
  public ScorestreamException(Reason reason, String message, String remedy) {
    this(reason, message, remedy, null);
  }

  /** As above, with the cause, which people see only in the debug log. */
  public ScorestreamException(
      Reason reason, String message, String remedy, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.remedy = remedy;
  }

  /** What happened and where; every one says. */
  @Override
  public String getMessage() {
    return requireNonNull(super.getMessage());
  }

  /** Why, from a closed set. */
  public Reason reason() {
    return reason;
  }

  /** What to do about it. */
  public String remedy() {
    return remedy;
  }

  /** Message and remedy on two lines, as a terminal shows them. */
  public String forPeople() {
    return getMessage() + System.lineSeparator() + "  -> " + remedy;
  }
}
