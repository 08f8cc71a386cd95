package io.scorestream.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.scorestream.events.ColumnKind;
import io.scorestream.events.SourceColumn;
import io.scorestream.ingest.choice.TableChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file that was described when it had fewer rows. */
class DescribedColumnsTest {

  @TempDir Path folder;

  /** The kind before, what the cells are now, and the kind that comes of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BINARY      | 0 1 0     | BINARY",
        "BINARY      | 0 1 2     | INTEGER",
        "BINARY      | a b a     | CATEGORICAL",
        "INTEGER     | 0 1 0     | INTEGER",
        "INTEGER     | 0 1 0.5   | CONTINUOUS",
        "INTEGER     | a b a     | CATEGORICAL",
        "CONTINUOUS  | 1 2 4     | CONTINUOUS",
        "CONTINUOUS  | a b a     | CATEGORICAL",
        "CATEGORICAL | a c a     | CATEGORICAL",
        "CATEGORICAL | 1 2 4     | INTEGER",
      })
  void kind_staysWhereAllCellsFit(ColumnKind before, String cells, ColumnKind kind)
      throws IOException {
    List<String> words = before == ColumnKind.CATEGORICAL ? List.of("c", "b", "a") : List.of();

    SourceColumn column = described(cells, new SourceColumn("x", before, 0.0, 1.0, words));

    assertThat(column.getKind()).isEqualTo(kind);
  }

  @Test
  void categories_keepTheirNumbers_unlessThereIsANewOne() throws IOException {
    SourceColumn before =
        new SourceColumn("x", ColumnKind.CATEGORICAL, 0.0, 1.0, List.of("c", "b", "a"));

    assertThat(described("a c a", before)).isEqualTo(before);
    assertThat(described("a d a", before).getCategories()).containsExactly("a", "d");
  }

  @Test
  void offsetAndUnit_stay_whereTheNameDoes() throws IOException {
    SourceColumn before = new SourceColumn("x", ColumnKind.CONTINUOUS, 5.0, 2.0, List.of());
    SourceColumn other = new SourceColumn("y", ColumnKind.CONTINUOUS, 5.0, 2.0, List.of());

    assertThat(described("7.5 9 11", before)).isEqualTo(before);
    assertThat(described("7.5 9 11", other).getOffset()).isZero();
    assertThat(described("7.5 9 11", before, before).getOffset()).isZero();
  }

  private SourceColumn described(String cells, SourceColumn... before) throws IOException {
    Path file = Files.createTempFile(folder, "data", ".csv");
    Files.writeString(file, "x\n" + cells.replace(' ', '\n') + "\n");
    try (FileSource opened = FileSource.open(file, TableChoice.ALL);
        FileSource source = opened.describedAs(List.of(before))) {
      return source.columns().get(0);
    }
  }
}
