package io.scorestream.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.scorestream.events.ColumnKind;
import io.scorestream.events.ImageShape;
import io.scorestream.events.SourceColumn;
import io.scorestream.ingest.choice.TableSettings;
import io.scorestream.ingest.profile.ColumnSummary;
import io.scorestream.rows.Rows;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileTest {

  @TempDir Path folder;

  @Test
  void kinds_areFound() throws IOException {
    try (FileSource source = open("c,i,b,w\n0.5,7,0,no\n1.5,-8,1,yes\n2,9,1,no\n", Map.of())) {
      assertThat(kinds(source))
          .containsExactly(
              ColumnKind.CONTINUOUS, ColumnKind.INTEGER, ColumnKind.BINARY, ColumnKind.CATEGORICAL);
      assertThat(source.columns().get(3).getCategories()).containsExactly("no", "yes");
      assertThat(source.head(2).numbers()).containsExactly(0.5f, 7, 0, 0, 1.5f, -8, 1, 1);
    }
  }

  @Test
  void kinds_areWhatIsSaidOfThem() throws IOException {
    Map<String, String> said = Map.of("kinds", "zip=categorical,2-3=continuous");
    try (FileSource source = open("zip,i,b\n02134,7,0\n00501,8,1\n02134,9,1\n", said)) {
      assertThat(kinds(source))
          .containsExactly(ColumnKind.CATEGORICAL, ColumnKind.CONTINUOUS, ColumnKind.CONTINUOUS);
      assertThat(source.columns().get(0).getCategories()).containsExactly("00501", "02134");
      assertThat(source.head(2).numbers()).containsExactly(1, 7, 0, 0, 8, 1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x=integer   | line 2, column 1 (x): the number is not a whole number",
        "y=binary    | line 3, column 2 (y): the number is neither 0 nor 1",
        "w=integer   | line 2, column 3 (w): 'a' is not a number",
        "z=integer   | kinds name column 'z', but data file",
        "x=whole     | kinds is 'x=whole', but must be columns with their kinds"
      })
  void kindsThatCannotBe_areRefused(String said, String message) {
    assertThatThrownBy(() -> open("x,y,w\n0.5,1,a\n1.5,2,b\n", Map.of("kinds", said)))
        .hasMessageContaining(message);
  }

  @Test
  void moreWordsThanAHundred_areRefused() {
    assertThatThrownBy(() -> open("day,x\n" + rows(101, i -> "d" + i + "," + i), Map.of()))
        .hasMessageContaining("column 1 (day): 'd0' is one of more than 100 different categories");
  }

  /** The numbers of a column by their index, and whether they need an offset or a unit. */
  @ParameterizedTest
  @CsvSource({
    "1700000000, 1, true",
    "16777216, 1, true",
    "0, 1e-60, true",
    "0, 1e60, true",
    "1e15, 0.5, true",
    "1e-60, 1e-62, true",
    "300, 7, false",
    "0, 1e-20, false",
    "0, 3e7, false"
  })
  void differencesOfNumbers_survive(double from, double step, boolean encoded) throws IOException {
    String text = rows(300, i -> String.valueOf(from + i * 37 % 300 * step));
    try (FileSource source = open(text, Map.of())) {
      SourceColumn column = source.columns().get(0);
      Rows rows = source.head(300);
      double spread = source.summaries().get(0).deviation();
      for (int i = 0; i < 300; i++) {
        double number = from + i * 37 % 300 * step;
        assertThat(Math.abs(column.getOffset() + column.getUnit() * rows.at(i, 0) - number))
            .isLessThanOrEqualTo(2e-6 * spread);
      }
      assertThat(column.getOffset() != 0 || column.getUnit() != 1).isEqualTo(encoded);
    }
  }

  @Test
  void differencesBeyondFloat64_areSpokenOf() throws IOException {
    String text = rows(300, i -> "1000000000000000" + i % 2 + "." + i % 7);
    try (FileSource source = open(text, Map.of())) {
      assertThat(source.notices())
          .anySatisfy(word -> assertThat(word).contains("differences that float64 does not keep"));
    }
  }

  @Test
  void constantBeyondFloat32_isKept() throws IOException {
    try (FileSource source = open("16777217,1\n16777217,2\n", Map.of())) {
      SourceColumn column = source.columns().get(0);
      assertThat(column.getOffset() + column.getUnit() * source.head(1).at(0, 0))
          .isEqualTo(16777217);
      assertThat(source.notices())
          .anySatisfy(
              word ->
                  assertThat(word)
                      .isEqualTo(
                          "1 column never varies, and is given back as it is:" + " column 1"));
    }
  }

  @Test
  void missingCells_areDroppedOrFilled() throws IOException {
    String text = "x,i,b,w\n1.5,1,0,a\n,2,1,b\n2.5,NA,1,b\n3,4,1,?\n5,4,-,b\n";
    try (FileSource dropped = open(text, Map.of("missing", "drop"));
        FileSource filled = open(text, Map.of("missing", "mean"))) {
      assertThat(dropped.head(9).numbers()).containsExactly(1.5f, 1, 0, 0);
      assertThat(dropped.notices()).contains("4 rows that lack a cell are left out");
      assertThat(filled.head(9).numbers())
          .containsExactly(1.5f, 1, 0, 0, 3, 2, 1, 1, 2.5f, 3, 1, 1, 3, 4, 1, 1, 5, 4, 1, 1);
      assertThat(filled.notices())
          .anySatisfy(word -> assertThat(word).contains("4 missing cells get", "column 2 (i), 1"));
      assertThat(filled.summaries().stream().map(ColumnSummary::missing))
          .containsExactly(1L, 1L, 1L, 1L);
    }
  }

  @Test
  void missingCellsOfEveryRow_sayWhatToDo() {
    for (String missing : List.of("refuse", "drop", "mean")) {
      ScorestreamException refused =
          catchThrowableOfType(
              ScorestreamException.class,
              () -> open("x,y\n1,\n2,\n3,\n", Map.of("missing", missing, "header", "yes")).close());
      assertThat(refused.reason()).isEqualTo(Reason.BAD_DATA);
      assertThat(refused.remedy()).contains("--columns");
    }
  }

  @Test
  void numberFarOut_isFoundWhereverItIs() {
    for (int at : new int[] {0, 500, 999}) {
      Random random = new Random(3);
      String text =
          "x,y\n" + rows(1000, i -> random.nextGaussian() + "," + (i == at ? "-1e9" : "" + i % 9));
      assertThatThrownBy(() -> open(text, Map.of()))
          .hasMessageContaining("line %s, column 2 (y): -1000000000 lies".formatted(at + 2));
    }
  }

  @Test
  void cauchyTails_getAWordOnly() throws IOException {
    Random random = new Random(5);
    String text = rows(5000, i -> "" + Math.tan(Math.PI * (random.nextDouble() - 0.5)));
    try (FileSource source = open(text, Map.of())) {
      assertThat(source.count()).isEqualTo(5000);
      assertThat(source.notices()).singleElement().asString().contains("heavy tail");
    }
  }

  @Test
  void driftAndOrder_getAWord() throws IOException {
    Random random = new Random(5);
    try (FileSource drifting =
            open(rows(2000, i -> "" + (random.nextGaussian() + i / 500.0)), Map.of());
        FileSource steady = open(rows(2000, i -> "" + random.nextGaussian()), Map.of());
        FileSource labels = open(rows(90, i -> i / 30 + "," + random.nextGaussian()), Map.of());
        FileSource numbered = open(rows(90, i -> i + "," + random.nextGaussian()), Map.of())) {
      assertThat(drifting.notices())
          .singleElement()
          .asString()
          .contains("the first rows are not like the rest in: column 1, mean");
      assertThat(steady.notices()).isEmpty();
      assertThat(labels.notices())
          .singleElement()
          .asString()
          .contains("rows are sorted by: column 1");
      assertThat(numbered.notices())
          .anySatisfy(word -> assertThat(word).contains("grows by 1 from row to row"));
    }
  }

  @Test
  void nothingThatVaries_isSaid() throws IOException {
    try (FileSource source = open("7,a\n7,a\n", Map.of("header", "no"))) {
      assertThat(source.varies()).isFalse();
      assertThat(source.notices()).contains("nothing varies: all 2 rows are equal");
    }
  }

  @Test
  void image_isWhatIsSaidOfIt() throws IOException {
    String text = "1,2,3,4,5,6\n6,5,4,3,2,0.5\n";
    try (FileSource source = open(text, Map.of("image", "2x3"))) {
      assertThat(source.image()).contains(new ImageShape(2, 3, 1, 0));
      assertThat(kinds(source)).containsOnly(ColumnKind.CONTINUOUS);
    }
    assertThatThrownBy(() -> open(text, Map.of("image", "2x2")))
        .hasMessageContaining("image is 2 x 2 with 1 channels, 4 numbers from column 1 on, but")
        .hasMessageContaining("has 6 columns");
  }

  @Test
  void image_besideALabel_isOfTheColumnsFromTheOneThatIsSaid() throws IOException {
    String text = "3,1,0,1,0\n7,0,1,2,0\n";
    try (FileSource source =
        open(text, Map.of("image", "2x2@2", "kinds", "1=categorical", "header", "no"))) {
      assertThat(source.image()).contains(new ImageShape(2, 2, 1, 1));
      assertThat(kinds(source))
          .containsExactly(
              ColumnKind.CATEGORICAL,
              ColumnKind.INTEGER,
              ColumnKind.INTEGER,
              ColumnKind.INTEGER,
              ColumnKind.INTEGER);
    }
    assertThatThrownBy(() -> open(text, Map.of("image", "2x2@3", "header", "no")))
        .hasMessageContaining("4 numbers from column 3 on, but");
    assertThatThrownBy(() -> open(text, Map.of("image", "2x2@0")))
        .hasMessageContaining("16x16@2 from column 2 on");
  }

  private static List<ColumnKind> kinds(FileSource source) {
    return source.columns().stream().map(SourceColumn::getKind).toList();
  }

  private static String rows(int count, IntFunction<String> row) {
    return IntStream.range(0, count).mapToObj(row).collect(Collectors.joining("\n", "", "\n"));
  }

  private FileSource open(String text, Map<String, String> settings) throws IOException {
    Path file = Files.createTempFile(folder, "data", ".csv");
    return FileSource.open(Files.writeString(file, text), TableSettings.of(settings));
  }
}
