package io.scorestream.evaluator;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import io.scorestream.service.kafka.Unavailable;
import io.scorestream.service.settings.ConnectionSettings;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** Turns what Kafka Streams throws into failures that people can mend. */
final class EvaluatorFailures {

  private EvaluatorFailures() {}

  /**
   * The failure within a stream thread's, or the thread's own where it is a bug.
   *
   * @param state the state directory
   */
  static RuntimeException known(Throwable failure, ConnectionSettings connection, Path state) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ScorestreamException known) {
        return known;
      }
      if (cause instanceof TimeoutException) {
        return Unavailable.kafka(connection.bootstrapServers(), failure);
      }
      if (cause instanceof ProcessorStateException && isOfTheDisk(cause.getCause())) {
        return stateDirectory(state, cause);
      }
    }
    return new IllegalStateException("the evaluator's topology failed", failure);
  }

  private static boolean isOfTheDisk(@Nullable Throwable cause) {
    return cause instanceof IOException
        || (cause instanceof RocksDBException failure
            && failure.getStatus() != null
            && failure.getStatus().getCode() == Status.Code.IOError);
  }

  /** The state directory is another process's, or cannot be written. */
  static ScorestreamException stateDirectory(Path directory, Throwable cause) {
    return new ScorestreamException(
        Reason.CANNOT_WRITE,
        "state directory " + directory + " cannot be used: " + reason(cause),
        "make room there, or set state.dir (--state-dir) to a folder that can be written and that no"
            + " other evaluator uses; what was in it is made anew from Kafka",
        cause);
  }

  /** Where RocksDB or the file system says something, that rather than which store it was. */
  private static String reason(Throwable cause) {
    Throwable within = cause.getCause();
    return String.valueOf(within == null ? cause.getMessage() : within.getMessage());
  }
}
