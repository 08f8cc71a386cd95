package io.scorestream.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
          1,2\\n3\\n                  | line 2 has 1 columns, but line 1 has 2
          1,2\\n\\n3,4,5\\n           | line 3 has 3 columns, but line 1 has 2
          1 2\\n\\n3 4 5\\n           | line 3 has 3 columns, but line 1 has 2
          1,2\\n3,x7\\n               | line 2, column 2: 'x7' is not a number
          1,2\\n3,\\n                 | line 2, column 2: the cell is empty
          1;2\\n3,5;4\\n              | line 2, column 1: '3,5' is not a number
          1,2\\n0x1p3,4\\n            | line 2, column 1: '0x1p3' is not a number
          1,2\\n1f,4\\n               | line 2, column 1: '1f' is not a number
          1,2\\nnan,4\\n              | line 2, column 1: nan is not finite
          NaN,2\\n3,4\\n              | line 1, column 1: NaN is not finite
          1,2\\n3,-Infinity\\n        | line 2, column 2: -Infinity is not finite
          1,2\\n3,1e39\\n             | line 2, column 2: 1e39 is beyond float32
          1,oops\\n2,3\\n             | line 1, column 2: 'oops' is not a number
          x,y\\n1,2\\n3,?\\n          | line 3, column 2 (y): '?' is not a number
          kind,x\\nred,1\\nblue,2\\n  | line 2, column 1 (kind): 'red' is not a number
          x,y\\n                      | ends after line 1, which holds names and no numbers
          1,2\\n"3"4,5\\n             | Unexpected character after closing quote
          \\n  \\n                    | is empty
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
  void open_ofDirectory_namesIt() {
    assertThat(refused(folder, null)).hasMessageContaining(folder + " is a directory");
  }

  @Test
  void count_ofTruncatedGzip_saysSo() throws IOException {
    byte[] whole = gzip("1,2\n".repeat(20_000));
    Path file = folder.resolve("cut.gz");
    Files.write(file, Arrays.copyOf(whole, whole.length - 12));

    assertThat(refused(file, null)).hasMessageContaining("gzip data is cut off or damaged");
  }

  @Test
  void count_ofDamagedGzip_saysSo() throws IOException {
    byte[] damaged = gzip("1,2\n".repeat(20_000));
    damaged[damaged.length - 6] ^= 1;
    Path file = Files.write(folder.resolve("damaged.gz"), damaged);

    assertThat(refused(file, null)).hasMessageContaining("gzip data is cut off or damaged");
  }

  @Test
  void count_ofOtherEncoding_saysSo() throws IOException {
    Path file = folder.resolve("latin.csv");
    Files.write(file, "h\u00f6he,b\n1,2\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(refused(file, null)).hasMessageContaining("not UTF-8 text");
  }

  @Test
  void read_ofWrongRow_isRefusedWhenItIsReached() throws IOException {
    Path file = Files.writeString(folder.resolve("late.csv"), "1,2\n3,4\n5,six\n");

    try (FileSource source = FileSource.open(file, null)) {
      assertThat(source.read(0, 2).numbers()).containsExactly(1, 2, 3, 4);
      assertThatThrownBy(() -> source.read(2, 1)).hasMessageContaining("line 3, column 2");
    }
  }

  private static ScorestreamException refused(Path file, @Nullable String columns) {
    return catchThrowableOfType(
        ScorestreamException.class,
        () -> {
          try (FileSource source = FileSource.open(file, columns)) {
            source.count();
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
