package io.scorestream.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.events.ColumnKind;
import io.scorestream.events.ImageShape;
import io.scorestream.events.SourceColumn;
import io.scorestream.ingest.choice.TableChoice;
import io.scorestream.ingest.choice.TableSettings;
import io.scorestream.rows.Rows;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small files as real people's tools make them, each after a fault that was reported in public. */
class CasesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bom_crlf.csv       | 2 | x y | 1 2 3 4",
        "utf16.csv          | 1 | x y | 1 2",
        "zst.csv.zst        | 3 | x y | 1 2",
        "multi.csv.gz       | 2000 | x y | 1 2",
        "trailsep.csv       | 2 | x y | 1 2 3 4",
        "sp3.txt            | 2 | 1 2 3 | 1 2 3 4 5 6",
        "savetxt_header.txt | 2 | x y | 1 2 3 4",
        "decsemi.csv        | 2 | x y | 1.5 2.5 2.5 3.5",
        "pandas_index.csv   | 2 | x y | 0.1 0.2 0.3 0.4",
        "quoted_nl.csv      | 2 | name x | 0 1 1 2",
        "dup.csv            | 2 | x x.2 | 1 2 3 4",
        "run.2024.01.csv    | 2 | 1 2 | 1 2 3 4"
      })
  void file_isReadAsItIsMeant(String name, int rows, String columns, String numbers) {
    try (FileSource source = open(name)) {
      assertThat(source.count()).isEqualTo(rows);
      assertThat(names(source)).containsExactly(columns.split(" ", -1));
      assertThat(source.head(2).numbers()).startsWith(floats(numbers));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "multi_trunc_hdr.csv.gz | member 2 of the gzip data is cut off",
        "trunc2.csv.gz          | member 2 of the gzip data is cut off",
        "truncated.npy          | ends after byte 13, within its header, which has 128 bytes",
        "ragged.csv             | line 3 has 1 columns, but line 1 has 2",
        "big.csv                | line 701, column 1: 1.0e30 lies"
      })
  void file_isRefusedWithItsPlace(String name, String message) {
    assertThatThrownBy(() -> open(name)).hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pandas_index.csv | column 1 has no name and counts the rows: it is left out",
        "sorted.csv       | rows are sorted by: column 1 (x)",
        "decsemi.csv      | commas are taken for decimal points: 1,5 is read as 1.5",
        "dup.csv          | more than one column is called x: one of them is called x.2",
        "utf16.csv        | nothing varies: there is only one row"
      })
  void file_isSpokenOf(String name, String word) {
    try (FileSource source = open(name)) {
      assertThat(source.notices()).anySatisfy(notice -> assertThat(notice).contains(word));
    }
  }

  @Test
  void gzipOfTwoMembers_hasTheRowsOfBoth() {
    try (FileSource source = open("multi.csv.gz")) {
      assertThat(source.read(1000, 1).numbers()).containsExactly(3, 4);
      assertThat(source.read(999, 1).numbers()).containsExactly(1, 2);
    }
  }

  @Test
  void secondsSince1970_keepTheirDifferences() {
    try (FileSource source = open("epoch.csv")) {
      SourceColumn seconds = source.columns().get(0);
      Rows rows = source.head(100);
      for (int i = 0; i < 100; i++) {
        assertThat(seconds.getOffset() + seconds.getUnit() * rows.at(i, 0))
            .isEqualTo(1_700_000_000.0 + i);
      }
      assertThat(seconds.getKind()).isEqualTo(ColumnKind.INTEGER);
      assertThat(source.columns().get(1).getOffset()).isZero();
    }
  }

  @Test
  void numpyArrays_areReadInBothOrders() {
    try (FileSource single = open("points.npy");
        FileSource columnMajor = open("points64.npy")) {
      assertThat(single.count()).isEqualTo(600);
      assertThat(single.head(1).numbers()).containsExactly(-0.80193144f, -1.3243589f, -0.24836162f);
      assertThat(columnMajor.count()).isEqualTo(600);
      assertThat(columnMajor.head(1).numbers())
          .containsExactly(1.3474761f, -0.024584979f, -1.4759911f);
      assertThat(columnMajor.read(599, 1)).isEqualTo(columnMajor.read(0, 600).range(599, 600));
    }
  }

  @Test
  void idxImages_haveTheirShape() {
    try (FileSource source = open("tiny-images-idx3-ubyte")) {
      assertThat(source.count()).isEqualTo(300);
      assertThat(source.dimension()).isEqualTo(64);
      assertThat(source.image()).contains(new ImageShape(8, 8, 1, 0));
      assertThat(source.head(1).numbers()).startsWith(33, 25, 3, 39);
    }
  }

  @Test
  void income_andRate_stayAsTheyAre() {
    try (FileSource source = open("income.csv")) {
      assertThat(source.count()).isEqualTo(1400);
      assertThat(source.notices()).isEmpty();
      assertThat(source.summaries().get(1).greatest()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void numberFarOut_mayBeDroppedOrKept() {
    Path file = resource("big.csv");
    try (FileSource dropped = FileSource.open(file, TableSettings.of(Map.of("outliers", "drop")));
        FileSource kept = FileSource.open(file, TableSettings.of(Map.of("outliers", "keep")))) {
      assertThat(dropped.count()).isEqualTo(1399);
      assertThat(dropped.notices()).contains("1 row with a number far out is left out");
      assertThat(dropped.summaries().get(0).greatest()).isLessThan(10);
      assertThat(kept.count()).isEqualTo(1400);
      assertThat(kept.notices())
          .anySatisfy(word -> assertThat(word).contains("heavy tail", "1.0e30 on line 701"));
      assertThat(kept.read(700, 1).at(0, 0)).isEqualTo(1e30f);
      assertThat(dropped.read(700, 1)).isEqualTo(kept.read(701, 1));
    }
  }

  @Test
  void fifteenBinaryColumns_areFound() throws IOException {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < 200; row++) {
      for (int column = 0; column < 15; column++) {
        text.append(random.nextBoolean() ? "1," : "0,");
      }
      text.append(random.nextGaussian()).append(',').append(random.nextGaussian()).append('\n');
    }

    try (FileSource source = open(Files.writeString(folder.resolve("binary.csv"), text))) {
      assertThat(source.columns().stream().map(SourceColumn::getKind).toList())
          .startsWith(Collections.nCopies(15, ColumnKind.BINARY).toArray(new ColumnKind[0]))
          .endsWith(ColumnKind.CONTINUOUS, ColumnKind.CONTINUOUS);
    }
  }

  @Test
  void twentyThousandColumns_areRead() throws IOException {
    String wide =
        String.join(",", Collections.nCopies(20_000, "1"))
            + "\n"
            + String.join(",", Collections.nCopies(20_000, "2"))
            + "\n";

    try (FileSource source = open(Files.writeString(folder.resolve("wide.csv"), wide))) {
      assertThat(source.dimension()).isEqualTo(20_000);
      assertThat(source.head(2).numbers()).startsWith(1).endsWith(2);
    }
  }

  @Test
  void readingInParts_givesTheSameBits() {
    for (String name : List.of("zst.csv.zst", "points64.npy", "tiny-images-idx3-ubyte")) {
      try (FileSource source = open(name)) {
        int count = (int) source.count();
        Rows whole = source.read(0, count);
        List<Rows> parts = IntStream.range(0, count).mapToObj(i -> source.read(i, 1)).toList();
        assertThat(Rows.joined(source.dimension(), parts)).isEqualTo(whole);
        assertThat(source.read(count / 2, 1)).isEqualTo(whole.range(count / 2, count / 2 + 1));
      }
    }
  }

  private static List<String> names(FileSource source) {
    return source.columns().stream().map(SourceColumn::getName).toList();
  }

  private static float[] floats(String numbers) {
    String[] parts = numbers.split(" ", -1);
    float[] floats = new float[parts.length];
    for (int i = 0; i < parts.length; i++) {
      floats[i] = Float.parseFloat(parts[i]);
    }
    return floats;
  }

  private static FileSource open(String name) {
    return open(resource(name));
  }

  private static FileSource open(Path file) {
    return FileSource.open(file, TableChoice.ALL);
  }

  private static Path resource(String name) {
    URL found = CasesTest.class.getResource("cases/" + name);
    assertThat(found).as(name).isNotNull();
    try {
      return Path.of(found.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(name, e);
    }
  }
}
