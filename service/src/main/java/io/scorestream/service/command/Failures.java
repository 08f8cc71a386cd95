package io.scorestream.service.command;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a failure into one clear message and an exit code. */
public final class Failures {

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  /**
   * Says what failed. A failure that a person can mend is a message and a remedy; any other is a
   * bug of ours, and its stack trace goes to the log.
   *
   * @param err where people read
   * @return the exit code, never 0
   */
  public static int report(Throwable failure, PrintWriter err) {
    ScorestreamException known = known(failure);
    if (known != null) {
      LOG.debug("ended by {}", known.reason(), failure);
      err.println("scorestream: " + known.forPeople());
      err.flush();
      return known.reason().exitCode();
    }
    LOG.error("ended by a failure that should not happen", failure);
    err.println(
        "scorestream: internal error: "
            + failure
            + System.lineSeparator()
            + "  -> this is a bug; please report it with the log");
    err.flush();
    return Reason.INTERNAL.exitCode();
  }

  private static @Nullable ScorestreamException known(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ScorestreamException known) {
        return known;
      }
      if (UnloadedLibrary.isSaidBy(cause)) {
        return UnloadedLibrary.named(cause);
      }
    }
    return null;
  }
}
