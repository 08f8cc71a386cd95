package io.scorestream.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceIdsTest {

  @ParameterizedTest
  @CsvSource(
      value = {
        "/data/Rows.csv | | rows",
        "digits.txt.gz | 2-257 | digits-2-257",
        "my data (new).tsv | x,y | my-data-new-x-y",
        "é.csv | | e",
        "Größe_Köln.csv | | grosse-koln",
        "run.2024.01.csv | | run-2024-01",
        "run.2024.02.csv | x | run-2024-02-x",
        "train-images-idx3-ubyte.gz | | train-images-idx3-ubyte",
        "points.npy | | points",
        "points.npy.zst | | points"
      },
      delimiter = '|')
  void file_isCalledAfterItsName(String file, String columns, String id) {
    assertThat(SourceIds.ofFile(Path.of(file), columns)).isEqualTo(id);
  }

  /** Run ids have at most 63 characters, and nothing but letters, digits and hyphens. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "数据.csv",
        ".csv",
        "_rows.csv",
        "数据2024.csv",
        "/",
        "a-very-long-name-of-a-file-that-goes-on-and-on-until-no-id-can-hold-it.csv"
      })
  void nameThatGivesNoId_getsANumber(String file) {
    for (String columns : new String[] {null, "x,y", "1-200,301-400,501-600,701-800,901-1000"}) {
      String id = SourceIds.ofFile(Path.of(file), columns);
      assertThat(id).matches("[a-z0-9]+(-[a-z0-9]+)+").hasSizeLessThanOrEqualTo(40);
    }
  }

  @Test
  void namesThatDiffer_haveIdsThatDiffer() {
    List<String> names =
        List.of(
            "数据.csv",
            "資料.csv",
            "数据2024.csv",
            "資料2024.csv",
            "_rows.csv",
            "rows.csv",
            ".rows.csv",
            ".csv",
            "run.2024.01.csv",
            "run.2024.02.csv");

    assertThat(names.stream().map(name -> SourceIds.ofFile(Path.of(name), null)))
        .doesNotHaveDuplicates();
  }
}
