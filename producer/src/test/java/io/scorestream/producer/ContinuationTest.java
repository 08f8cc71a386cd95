package io.scorestream.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.events.SampleBatch;
import io.scorestream.events.codec.SampleBatches;
import io.scorestream.ingest.FileSource;
import io.scorestream.ingest.LawSource;
import io.scorestream.ingest.choice.TableChoice;
import io.scorestream.rows.Rows;
import io.scorestream.service.ScorestreamException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContinuationTest {

  private final LawSource law = new LawSource("mixture", 5);
  private final Continuation continuation = new Continuation("s", law, "samples");

  @Test
  void after_onAnEmptyTopic_isTheFirst() {
    assertThat(continuation.after(Optional.empty())).isZero();
  }

  @Test
  void after_theSourcesOwnBatch_isWhereItEnds() {
    SampleBatch last = SampleBatches.batch("s", 1000, law.read(1000, 24));

    assertThat(continuation.after(Optional.of(last))).isEqualTo(1024);
  }

  @Test
  void after_aBatchThatDiffersInOneBit_namesTheSample() {
    Rows samples = law.read(1000, 24);
    samples.numbers()[7] = Math.nextUp(samples.numbers()[7]);
    SampleBatch last = SampleBatches.batch("s", 1000, samples);

    assertThatThrownBy(() -> continuation.after(Optional.of(last)))
        .isInstanceOf(ScorestreamException.class)
        .hasMessageContaining("sample 1003 of source s on samples")
        .hasMessageContaining("as its number 2")
        .hasMessageContaining("nothing was sent");
  }

  @Test
  void after_aBatchOfAnotherDimension_saysBoth() {
    SampleBatch last = SampleBatches.batch("s", 0, Rows.zeros(2, 3));

    assertThatThrownBy(() -> continuation.after(Optional.of(last)))
        .hasMessageContaining("has 3 numbers, but law mixture with seed 5 gives 2");
  }

  @Test
  void after_aBatchBeyondTheFilesEnd_isRefused(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("short.txt"), "1\n2\n3\n");
    SampleBatch last = SampleBatches.batch("s", 2, Rows.of(new float[] {3, 4}, 1));

    try (FileSource source = FileSource.open(file, TableChoice.ALL)) {
      Continuation shortened = new Continuation("s", source, "samples");
      assertThatThrownBy(() -> shortened.after(Optional.of(last)))
          .hasMessageContaining("sample 3 of source s")
          .hasMessageContaining("ends before it");
    }
  }
}
