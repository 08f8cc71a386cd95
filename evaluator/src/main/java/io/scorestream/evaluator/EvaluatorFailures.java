package io.scorestream.evaluator;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.Unavailable;
import io.scorestream.service.settings.ConnectionSettings;
import java.nio.file.Path;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;

/** Turns what Kafka Streams throws into failures that people can mend. */
final class EvaluatorFailures {

  private EvaluatorFailures() {}

  /** The failure within a stream thread's, or the thread's own where it is a bug. */
  static RuntimeException known(Throwable failure, ConnectionSettings connection) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ScorestreamException known) {
        return known;
      }
      if (cause instanceof TimeoutException) {
        return Unavailable.kafka(connection.bootstrapServers(), failure);
      }
    }
    return new IllegalStateException("the evaluator's topology failed", failure);
  }

  /** The state directory is another process's, or cannot be written. */
  static ScorestreamException stateDirectory(Path directory, StreamsException cause) {
    return new ScorestreamException(
        Reason.CANNOT_WRITE,
        "state directory " + directory + " cannot be used: " + cause.getMessage(),
        "set state.dir (--state-dir) to a folder that can be written and that no other evaluator"
            + " uses",
        cause);
  }
}
