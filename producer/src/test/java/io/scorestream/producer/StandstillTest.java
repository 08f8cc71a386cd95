package io.scorestream.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.ingest.FileSource;
import io.scorestream.ingest.choice.TableChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandstillTest {

  private static final long PATIENCE = Standstill.PATIENCE.toNanos();

  @TempDir private Path folder;

  @Test
  void openQuote_isToldOnce_andAgainOnlyAfterItMoved() throws IOException {
    Path file = Files.writeString(folder.resolve("rows.csv"), "w,n\na,1\nb,2\n\"a,3\nb,4\n");
    try (FileSource source = FileSource.follow(file, TableChoice.ALL)) {
      Standstill standstill = new Standstill(source, 0);
      assertThat(source.read(2, 9).count()).isZero();
      assertThat(standstill.look(PATIENCE - 1)).isEmpty();
      assertThat(standstill.look(PATIENCE)).isPresent();
      assertThat(standstill.look(2 * PATIENCE)).isEmpty();

      Files.writeString(file, "w,n\na,1\nb,2\n\"a\",3\nb,4\n");
      assertThat(source.read(2, 9).count()).isEqualTo(2);
      standstill.moved(2 * PATIENCE);
      Files.writeString(file, "\"a,5\n", StandardOpenOption.APPEND);
      assertThat(source.read(4, 9).count()).isZero();
      assertThat(standstill.look(3 * PATIENCE))
          .hasValueSatisfying(
              word -> assertThat(word).contains("rows.csv, line 6: a quote begins there"));
    }
  }

  @Test
  void unendedRow_withoutAQuote_isNotToldOf() throws IOException {
    Path file = Files.writeString(folder.resolve("rows.csv"), "w,n\na,1\nb,2\na,3");
    try (FileSource source = FileSource.follow(file, TableChoice.ALL)) {
      assertThat(source.read(2, 9).count()).isZero();
      assertThat(new Standstill(source, 0).look(2 * PATIENCE)).isEmpty();
    }
  }
}
