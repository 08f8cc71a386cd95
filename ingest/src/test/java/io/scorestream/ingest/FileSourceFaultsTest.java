package io.scorestream.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.scorestream.ingest.choice.TableChoice;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileSourceFaultsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1,2\\n3\\n                       | line 2 has 1 columns, but line 1 has 2
          1,2\\n\\n3,4,5\\n                | line 3 has 3 columns, but line 1 has 2
          1 2\\n\\n3 4 5\\n                | line 3 has 3 columns, but line 1 has 2
          x,y\\n1,5,2,5\\n3,5,4,5\\n        | line 2 has 4 columns, but line 1 has 2
          1,2\\n3,x7\\n                    | line 2, column 2: 'x7' is not a number
          1,2\\n3,\\n                      | 1 missing cells in 1 of its columns: column 2 1 times, first on line 2
          1.5;2\\n3,5;4\\n                 | line 2, column 1: '3,5' is not a number
          "1,234",2\\n5,4\\n               | line 1, column 1: '1,234' is not a number
          1,2\\n0x1p3,4\\n                 | line 2, column 1: '0x1p3' is not a number
          1,2\\n1f,4\\n                    | line 2, column 1: '1f' is not a number
          1,2\\nnan,4\\n                   | column 1 1 times, first on line 2
          x,y\\nNA,N/A\\nnull,?\\n-,4\\n     | 5 missing cells in 2 of its columns: column 1 (x) 3 times, first on line 2; column 2 (y) 2 times
          1,2\\n3,-Infinity\\n             | line 2, column 2: the number is not finite
          1,oops\\n2,3\\n                  | line 1, column 2: 'oops' is not a number
          x,y\\na,2\\nb,2\\n3,3\\n          | line 4, column 1 (x): '3' is a number among words
          x,y\\n                           | ends after line 1, which holds names and no numbers
          1,2\\n"3"4,5\\n                  | Unexpected character after closing quote
          \\n  \\n                         | is empty
          # nothing\\n                     | is empty
          """)
  void count_ofWrongFile_namesThePlace(String text, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("wrong.csv"), text.translateEscapes());

    ScorestreamException refused = refused(file, null);

    assertThat(refused).hasMessageContaining(file.toString()).hasMessageContaining(message);
    assertThat(refused.reason()).isEqualTo(Reason.BAD_DATA);
    assertThat(refused.remedy()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          petal_lenth | no column named 'petal_lenth'; did you mean 'petal_length'?
          x           | more than one column named 'x'
          5           | column 5 is chosen, but data file
          2-9         | column 9 is chosen, but data file
          3,3         | column 3 is chosen twice
          0-2         | name column 0, but columns count from 1
          4-2         | the range 4-2, which ends before it starts
          1,,2        | have an empty part
          """)
  void open_withWrongColumns_saysWhichThereAre(String columns, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("iris.csv"), "petal_length,x,x,y\n1,2,3,4\n");

    ScorestreamException refused = refused(file, columns);

    assertThat(refused).hasMessageContaining(message);
    assertThat(refused.reason()).isEqualTo(Reason.USAGE);
    assertThat(refused.remedy()).contains("columns");
  }

  @Test
  void open_byNameWithoutHeader_asksForNumbers() throws IOException {
    Path file = Files.writeString(folder.resolve("plain.csv"), "1,2\n3,4\n");

    assertThat(refused(file, "x")).hasMessageContaining("its first row is numbers");
  }

  @Test
  void open_ofMissingFile_namesIt() {
    Path missing = folder.resolve("absent.csv");

    ScorestreamException refused = refused(missing, null);

    assertThat(refused).hasMessageContaining(missing + " does not exist");
    assertThat(refused.reason()).isEqualTo(Reason.NO_INPUT);
    assertThat(refused.remedy()).contains("--data");
  }

  @Test
  void open_ofFolderWithoutImages_saysWhatItNeeds() {
    assertThat(refused(folder, null))
        .hasMessageContaining(folder + " has no image whose name ends in .png, .jpg or .jpeg");
  }

  @Test
  void count_ofTruncatedGzip_saysSo() throws IOException {
    byte[] whole = gzip("1,2\n".repeat(20_000));
    Path file = folder.resolve("cut.gz");
    Files.write(file, Arrays.copyOf(whole, whole.length - 12));

    assertThat(refused(file, null)).hasMessageContaining("member 1 of the gzip data is cut off");
  }

  @Test
  void count_ofDamagedGzip_saysSo() throws IOException {
    byte[] damaged = gzip("1,2\n".repeat(20_000));
    damaged[damaged.length - 6] ^= 1;
    Path file = Files.write(folder.resolve("damaged.gz"), damaged);

    assertThat(refused(file, null)).hasMessageContaining("member 1 of the gzip data is damaged");
  }

  @Test
  void count_ofOtherEncoding_saysSo() throws IOException {
    Path file = folder.resolve("latin.csv");
    Files.write(file, "h\u00f6he,b\n1,2\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(refused(file, null)).hasMessageContaining("not UTF-8 text");
  }

  @ParameterizedTest
  @CsvSource({
    "1;2;3, it had 6 bytes and has 2",
    "1;2;7, it was written to at",
    "1;2;3;4, it had 6 bytes and has 8"
  })
  void read_ofFileThatWasWrittenTo_saysSo(String lines, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("moving.csv"), "1\n2\n3\n");
    try (FileSource source = FileSource.open(file, TableChoice.ALL)) {
      assertThat(source.read(0, 1).numbers()).containsExactly(1);

      Files.writeString(file, lines.equals("1;2;3") ? "1\n" : lines.replace(';', '\n') + "\n");
      Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));

      ScorestreamException refused =
          catchThrowableOfType(ScorestreamException.class, () -> source.read(1, 1));
      assertThat(refused)
          .hasMessageContaining("moving.csv was changed while it was read")
          .hasMessageContaining(message);
      assertThat(refused.reason()).isEqualTo(Reason.BAD_DATA);
    }
  }

  @Test
  void read_ofFileThatWasReplaced_saysSo() throws IOException {
    Path file = Files.writeString(folder.resolve("replaced.csv"), "1\n2\n");
    FileTime written = Files.getLastModifiedTime(file);
    try (FileSource source = FileSource.open(file, TableChoice.ALL)) {
      Path other = Files.writeString(folder.resolve("other.csv"), "3\n4\n");
      Files.setLastModifiedTime(other, written);
      Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

      assertThatThrownBy(() -> source.read(0, 1))
          .hasMessageContaining("another file is in its place");
    }
  }

  private static ScorestreamException refused(Path file, @Nullable String columns) {
    return catchThrowableOfType(
        ScorestreamException.class,
        () -> {
          try (FileSource source = FileSource.open(file, TableChoice.ofColumns(columns))) {
            assertThat(source.count()).isNotNegative();
          }
        });
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
