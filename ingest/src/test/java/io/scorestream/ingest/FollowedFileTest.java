package io.scorestream.ingest;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.events.SourceColumn;
import io.scorestream.ingest.choice.TableChoice;
import io.scorestream.ingest.choice.TableSettings;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FollowedFileTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uFEFFx,y\n1,2\n3,4\n\n\n5,6\r\n7,8\r\n# none\n9,10\n",
        "x\ty\n1\t2\n3\t4\n5\t6\n",
        "1 2\n3 4\n  5 6  \n\n7 8\n",
        "word;n\n\"Stra\u00dfe; 1\";2\n\"a\nb\";4\n\"Stra\u00dfe; 1\";6\n\"a\nb\";-7\n\"a\nb\";8\n"
      })
  void read_ofFileThatGrowsByteByByte_givesTheRowsOfTheFinishedFile(String text)
      throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    Path finished = Files.write(folder.resolve("finished.csv"), bytes);
    Path growing = folder.resolve("growing.csv");
    try (FileSource whole = FileSource.open(finished, TableChoice.ALL)) {
      float[] expected = whole.read(0, 100).numbers();
      int begun = text.indexOf('\n', text.indexOf('4')) + 1;
      begun = text.substring(0, begun).getBytes(UTF_8).length;
      Files.write(growing, Arrays.copyOf(bytes, begun));
      try (FileSource source = FileSource.follow(growing, TableChoice.ALL)) {
        assertThat(source.size()).isEmpty();
        long rows = source.read(0, 100).count();
        assertThat(rows).isEqualTo(2);
        for (int i = begun; i < bytes.length; i++) {
          Files.write(growing, new byte[] {bytes[i]}, StandardOpenOption.APPEND);
          int come = source.read(rows, 100).count();
          assertThat(come).isLessThanOrEqualTo(bytes[i] == '\n' ? 1 : 0);
          rows += come;
        }
        assertThat(source.read(rows, 100).count()).isZero();
        assertThat(source.read(0, 100).numbers()).isEqualTo(expected);
      }
    }
  }

  @Test
  void read_ofHalfARow_waitsForItsEnd() throws IOException {
    Path file = Files.writeString(folder.resolve("half.csv"), "1,2\n3,4\n5,6");
    try (FileSource source = FileSource.follow(file, TableChoice.ALL)) {
      assertThat(source.read(0, 10).numbers()).containsExactly(1, 2, 3, 4);
      append(file, "7");
      assertThat(source.read(2, 10).count()).isZero();
      append(file, "\n8,");
      assertThat(source.read(2, 10).numbers()).containsExactly(5, 67);
    }
  }

  @Test
  void openQuote_isToldWithTheLineWhereItBegan_andWhatWaits() throws IOException {
    Path file = Files.writeString(folder.resolve("quote.csv"), "w,n\n\"a\nb\",1\nc,2\n");
    try (FileSource source = FileSource.follow(file, TableChoice.ALL)) {
      assertThat(source.read(0, 10).count()).isEqualTo(2);
      assertThat(source.openQuote()).isEmpty();
      append(file, "c,3\n\"a\nb\",\"4\nc,5\n");
      assertThat(source.read(2, 10).count()).isEqualTo(1);
      assertThat(source.read(3, 10).count()).isZero();
      assertThat(source.openQuote())
          .contains(
              "data file %s, line 7: a quote begins there that is not closed, and 7 bytes wait from"
                      .formatted(file)
                  + " there on; close it, and what waits is read");
      append(file, "\"\n");
      assertThatThrownBy(() -> source.read(3, 10)).hasMessageContaining("line 6, column 2 (n)");
    }
  }

  @Test
  void read_ofARowLongerThanAPiece_givesIt() throws IOException {
    String row =
        IntStream.range(0, 400_000).mapToObj(i -> i % 10 + ".25").collect(Collectors.joining(","));
    Path file = Files.writeString(folder.resolve("wide.csv"), row + "\n");
    try (FileSource source = FileSource.follow(file, TableChoice.ALL)) {
      assertThat(source.read(0, 2).count()).isEqualTo(1);
      append(file, row + "\n" + row);
      assertThat(source.read(1, 2).numbers()).startsWith(0.25f, 1.25f).hasSize(400_000);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3,3\\n            | line 4, column 2 (b): '3' is not binary
          1.5,1\\n          | line 4, column 1 (n): '1.5' is not integer
          word,1\\n         | line 4, column 1 (n): 'word' is not integer
          1,\\n             | line 4, column 2 (b): the cell is missing
          9000000000,1\\n   | line 4, column 1 (n): 9000000000 lies
          1,2,3\\n          | line 4 has 3 columns, but line 1 has 2
          1,"1"1\\n         | after line 3
          """)
  void read_ofARowUnlikeTheFirst_namesItsPlace(String row, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("kinds.csv"), "n,b\n5,0\n7,1\n");
    try (FileSource source = FileSource.follow(file, TableChoice.ALL)) {
      assertThat(source.read(0, 9).count()).isEqualTo(2);
      append(file, row.translateEscapes());
      assertThatThrownBy(() -> source.read(2, 9))
          .isInstanceOf(ScorestreamException.class)
          .hasMessageContaining("kinds.csv")
          .hasMessageContaining(message);
    }
  }

  @Test
  void read_ofANewCategory_namesItAndThoseThereAre_alsoAfterARestart() throws IOException {
    Path file = Files.writeString(folder.resolve("words.csv"), "c,n\nred,1.5\nblue,2.5\n");
    List<SourceColumn> described;
    try (FileSource source = FileSource.follow(file, TableChoice.ALL)) {
      described = source.columns();
      assertThat(source.read(0, 9).count()).isEqualTo(2);
      append(file, "blue,4.5\ngreen,3.5\n");
      assertThatThrownBy(() -> source.read(2, 9))
          .hasMessageContaining("line 5, column 1 (c): 'green' is none of the column's categories")
          .hasMessageContaining("blue, red");
    }
    try (FileSource opened = FileSource.follow(file, TableChoice.ALL);
        FileSource source = opened.describedAs(described)) {
      assertThat(source.columns()).isEqualTo(described);
      assertThat(source.read(2, 1).numbers()).containsExactly(0, 4.5f);
      assertThatThrownBy(() -> source.read(3, 1)).hasMessageContaining("line 5, column 1 (c)");
    }
  }

  @Test
  void read_afterTheFileWasShortened_namesTheRow() throws IOException {
    Path file = Files.writeString(folder.resolve("short.csv"), "1\n2\n3\n");
    try (FileSource source = FileSource.follow(file, TableChoice.ALL)) {
      assertThat(source.read(0, 9).count()).isEqualTo(3);
      Files.writeString(file, "1\n2\n");
      assertRewritten(source, "line 3, which was read, ended at byte 6 of now 4");
    }
  }

  @Test
  void read_afterTheFileWasShortenedAndGrewAgain_namesTheRow() throws IOException {
    Path file = Files.writeString(folder.resolve("anew.csv"), "1\n2\n3\n");
    try (FileSource source = FileSource.follow(file, TableChoice.ALL)) {
      assertThat(source.read(0, 9).count()).isEqualTo(3);
      Files.writeString(file, "4\n5\n6\n7\n8\n");
      assertRewritten(source, "line 3, which was read, is not what it was");
    }
  }

  @Test
  void read_afterTheFileWasReplaced_saysSo() throws IOException {
    Path file = Files.writeString(folder.resolve("rotated.csv"), "1\n2\n3\n");
    try (FileSource source = FileSource.follow(file, TableChoice.ALL)) {
      assertThat(source.read(0, 9).count()).isEqualTo(3);
      Path other = Files.writeString(folder.resolve("other.csv"), "1\n2\n3\n4\n");
      Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
      assertRewritten(source, "behind line 3 another file is in its place");
    }
  }

  private static void assertRewritten(FileSource source, String message) {
    assertThatThrownBy(() -> source.read(3, 9))
        .isInstanceOf(ScorestreamException.class)
        .hasMessageContaining("which is followed, was changed otherwise than at its end")
        .hasMessageContaining(message)
        .extracting("reason")
        .isEqualTo(Reason.BAD_DATA);
  }

  @Test
  void follow_ofWhatCannotGrow_saysWhy() throws IOException {
    Path gzip = Files.write(folder.resolve("x.gz"), gzip("1\n2\n"));
    Path idx = Files.write(folder.resolve("x.idx"), new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 1, 2});
    Path wide = Files.write(folder.resolve("x.csv"), "\uFEFF1\n2\n".getBytes(UTF_16LE));

    assertCannot(gzip, Map.of(), "x.gz cannot be followed: it is compressed");
    assertCannot(idx, Map.of(), "its header says how many rows it has");
    assertCannot(wide, Map.of(), "it is in UTF-16LE and not in UTF-8");
    assertCannot(Path.of("-"), Map.of(), "stdin cannot be followed: it can be read only once");
    Path text = Files.writeString(folder.resolve("x.txt"), "1\n2\n");
    assertCannot(text, Map.of("missing", "mean"), "follow and missing=mean are given");
    assertCannot(text, Map.of("outliers", "drop"), "follow and outliers=drop are given");
  }

  private static void assertCannot(Path file, Map<String, String> choice, String message) {
    assertThatThrownBy(() -> FileSource.follow(file, TableSettings.of(choice)))
        .isInstanceOf(ScorestreamException.class)
        .hasMessageContaining(message)
        .extracting("reason")
        .isEqualTo(Reason.USAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1,2", "\u00e9"})
  void follow_ofNoWholeRow_saysSo(String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    byte[] cut = text.equals("\u00e9") ? new byte[] {bytes[0]} : bytes;
    Path file = Files.write(folder.resolve("none.csv"), cut);

    assertThatThrownBy(() -> FileSource.follow(file, TableChoice.ALL))
        .hasMessageContaining("has no row yet that a line feed ends");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }
}
