package io.scorestream.control.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.events.ColumnKind;
import io.scorestream.events.ImageShape;
import io.scorestream.events.RunSpec;
import io.scorestream.events.SourceColumn;
import io.scorestream.ingest.choice.TableChoice;
import io.scorestream.ingest.choice.TableSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataChoiceTest {

  @TempDir private Path folder;

  @Test
  void columnsOfATable_haveScalesOfTheirOwn_andPixelsACommonOne() throws IOException {
    Path file = file(100, i -> i % 7 + "," + i % 13 * 100);

    assertThat(spec(file, TableChoice.ALL).getStandardisation().getScale())
        .doesNotHaveDuplicates()
        .hasSize(2);
    RunSpec pixels = spec(file, TableSettings.of(Map.of("image", "1x2")));
    assertThat(pixels.getStandardisation().getScale().get(0))
        .isEqualTo(pixels.getStandardisation().getScale().get(1));
    assertThat(pixels.getImage()).isEqualTo(new ImageShape(1, 2, 1));
  }

  @Test
  void kindsAndCategories_reachTheRun_andOneCoordinateStandsForEach() throws IOException {
    RunSpec spec = spec(file(100, i -> i + "," + "abc".charAt(i % 3)), TableChoice.ALL);

    assertThat(spec.getColumns())
        .extracting(SourceColumn::getKind)
        .containsExactly(ColumnKind.INTEGER, ColumnKind.CATEGORICAL);
    assertThat(spec.getColumns().get(1).getCategories()).containsExactly("a", "b", "c");
    assertThat(spec.getStandardisation().getScale()).hasSize(4);
  }

  @Test
  void rowsThatDoNotDiffer_areRefusedInWords() throws IOException {
    assertThatThrownBy(() -> spec(file(9, i -> "7,x"), TableChoice.ALL))
        .hasMessageContaining("has nothing to learn: its 9 rows are all equal");
  }

  private static RunSpec spec(Path file, TableChoice table) {
    return new DataChoice.OfFile(file, table, null).draft("r", "t", 2, null, 1).spec();
  }

  private Path file(int rows, IntFunction<String> row) throws IOException {
    return Files.writeString(
        folder.resolve("rows.csv"),
        IntStream.range(0, rows).mapToObj(row).collect(Collectors.joining("\n", "", "\n")));
  }
}
