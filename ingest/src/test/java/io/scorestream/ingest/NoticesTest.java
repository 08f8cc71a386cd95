package io.scorestream.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.ingest.choice.TableSettings;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a file, word for word. */
class NoticesTest {

  @TempDir Path folder;

  @Test
  void filledCells_areCountedByColumn_ofWhichFiveAreNamed() throws IOException {
    String text = "a,b,c,d,e,f,g\n1,1,1,1,1,1,1\n,,,,,,2\n,2,2,2,2,2,3\n2,3,3,3,3,3,4\n";

    assertThat(notices(text, Map.of("missing", "mean")))
        .contains(
            "7 missing cells get the column's mean, or its most frequent category: column 1 (a), 2;"
                + " column 2 (b), 1; column 3 (c), 1; column 4 (d), 1; column 5 (e), 1; and 1"
                + " more");
  }

  @Test
  void rowsLeftOut_areCounted() throws IOException {
    assertThat(notices("x,y\n1,1\n2,\n3,5\n", Map.of("missing", "drop")))
        .contains("1 row that lacks a cell is left out");
    assertThat(notices("x\n" + rows(98, i -> "" + i * 7 % 10) + "1e9\n-1e9\n", dropOutliers()))
        .contains("2 rows with a number far out are left out");
  }

  @Test
  void columnsThatNeverVary_areNamed() throws IOException {
    assertThat(notices("a,b,c\n1,x,5\n1,x,7\n", Map.of()))
        .contains(
            "2 columns never vary, and are given back as they are: column 1 (a); column 2 (b)");
    assertThat(notices("1,2\n", Map.of("header", "no")))
        .contains("nothing varies: there is only one row");
  }

  @Test
  void order_isToldFromSixteenRowsOn() throws IOException {
    String mend =
        "; milestones learn the first rows first, so shuffle the rows (shuf) unless their order is"
            + " time";
    String counts =
        "1 column grows by 1 from row to row; leave it out (--columns) if it only counts";

    assertThat(notices(rows(16, i -> i + 5 + "," + i * 7 % 16), Map.of()))
        .containsExactly(counts + ": column 1", "rows are sorted by: column 1" + mend);
    assertThat(notices(rows(15, i -> i + 5 + "," + i * 7 % 15), Map.of())).isEmpty();
    assertThat(notices(rows(16, i -> -i * i + "," + i * 7 % 16), Map.of()))
        .containsExactly("rows are sorted by: column 1" + mend);
    assertThat(notices(rows(16, i -> i / 8 + "," + i * 7 % 16), Map.of())).isEmpty();
  }

  @Test
  void firstRowsUnlikeTheRest_areToldWithTheirMean() throws IOException {
    assertThat(notices(rows(1000, i -> "" + (i < 16 ? 90 + i % 2 : i * 7 % 10)), Map.of()))
        .singleElement()
        .asString()
        .startsWith(
            "the first rows are not like the rest in: column 1, mean 15.3 of the first 128 and 5.88"
                + " of all; milestones");
  }

  @Test
  void heavyTails_areNamedByTheEndThatIsFurtherOut() throws IOException {
    String what = "1 column has a heavy tail, by which distances are ruled: column 1, whose ";
    String where = " on line 7 lies 500 times the middle half's width from the median";

    assertThat(notices(rows(100, i -> "" + (i == 6 ? 1002 : i % 5)), Map.of()))
        .containsExactly(what + "1002" + where);
    assertThat(notices(rows(100, i -> "" + (i == 6 ? -998 : i % 5)), Map.of()))
        .containsExactly(what + "-998" + where);
    assertThat(notices(rows(100, i -> "" + (i == 6 ? 202 : i % 5)), Map.of())).isEmpty();
  }

  @Test
  void roundedNumbers_areNamedWithWhatTheyAreSentBeside() throws IOException {
    assertThat(notices(rows(300, i -> "" + (1_700_000_000L + i * 37 % 300)), Map.of()))
        .contains(
            "1 column is sent as float32 beside an offset and a unit, without which it would be"
                + " rounded: column 1, 1700000150 + 1 · sent");
    assertThat(notices("x\n1.5\n2.5\n1e-60\n3.5\n", Map.of()))
        .contains(
            "1 column has numbers that are too small beside the others for float32 and become 0:"
                + " column 1 (x), 1 of them");
  }

  @Test
  void layout_isToldByTheFirst257Rows() throws IOException {
    IntFunction<String> plain = i -> "1;" + i;

    assertThat(notices(rows(256, plain) + "1,5;3\n", Map.of()))
        .contains("commas are taken for decimal points: 1,5 is read as 1.5");
    assertThatThrownBy(() -> notices(rows(257, plain) + "1,5;3\n", Map.of()))
        .hasMessageContaining("line 258, column 1: '1,5' is not a number");
  }

  @Test
  void layout_ofWideRows_isToldByFour() throws IOException {
    String wide = ";2".repeat(70_000) + "\n";

    assertThat(notices(("1" + wide).repeat(3) + "1,5" + wide, Map.of()))
        .contains("commas are taken for decimal points: 1,5 is read as 1.5");
    assertThatThrownBy(() -> notices(("1" + wide).repeat(4) + "1,5" + wide, Map.of()))
        .hasMessageContaining("line 5, column 1: '1,5' is not a number");
  }

  @Test
  void numberOfAnImage_isNamedByTheImageAndItsPlaceInIt() throws IOException {
    image("a.png", 0, 1, 0);
    image("b.png", 1, 0, 7);

    assertThatThrownBy(
            () ->
                FileSource.open(
                    folder, TableSettings.of(Map.of("columns", "2-3", "kinds", "1-2=binary"))))
        .hasMessageContaining("image b.png, number 3: the number is neither 0 nor 1");
  }

  private static Map<String, String> dropOutliers() {
    return Map.of("outliers", "drop");
  }

  private void image(String name, int... grey) throws IOException {
    BufferedImage image = new BufferedImage(grey.length, 1, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setPixels(0, 0, grey.length, 1, grey);
    ImageIO.write(image, "png", folder.resolve(name).toFile());
  }

  private static String rows(int count, IntFunction<String> row) {
    return IntStream.range(0, count).mapToObj(row).collect(Collectors.joining("\n", "", "\n"));
  }

  private List<String> notices(String text, Map<String, String> settings) throws IOException {
    Path file = Files.createTempFile(folder, "data", ".csv");
    Files.writeString(file, text);
    try (FileSource source = FileSource.open(file, TableSettings.of(settings))) {
      return source.notices();
    }
  }
}
