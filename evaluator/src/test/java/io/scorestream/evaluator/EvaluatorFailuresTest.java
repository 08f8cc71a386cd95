package io.scorestream.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.nio.file.Path;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

class EvaluatorFailuresTest {

  private static final Path STATE = Path.of("/state");

  @Test
  void known_storeFindsNoRoom_namesTheStateDirectory() {
    Status noSpace = new Status(Status.Code.IOError, Status.SubCode.NoSpace, "");
    Throwable written =
        new ProcessorStateException(
            "Error while executing flush from store errors",
            new RocksDBException("While appending: No space left on device", noSpace));
    assertThat(known(new StreamsException(written)))
        .isInstanceOfSatisfying(
            ScorestreamException.class,
            failure -> {
              assertThat(failure.reason()).isEqualTo(Reason.CANNOT_WRITE);
              assertThat(failure)
                  .hasMessageContaining("/state")
                  .hasMessageContaining("No space left on device");
              assertThat(failure.remedy()).contains("make room there", "state.dir");
            });
  }

  @Test
  void known_storeIsDamaged_isABug() {
    Status corrupt = new Status(Status.Code.Corruption, Status.SubCode.None, "");
    assertThat(known(new ProcessorStateException("odd", new RocksDBException("checksum", corrupt))))
        .isInstanceOf(IllegalStateException.class);
  }

  private static RuntimeException known(Throwable failure) {
    return EvaluatorFailures.known(failure, DrivenTopology.CONNECTION, STATE);
  }
}
