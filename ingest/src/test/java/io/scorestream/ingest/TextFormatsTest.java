package io.scorestream.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.luben.zstd.Zstd;
import io.scorestream.events.SourceColumn;
import io.scorestream.ingest.choice.TableChoice;
import io.scorestream.ingest.choice.TableSettings;
import io.scorestream.service.Reason;
import io.scorestream.service.ScorestreamException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFormatsTest {

  @TempDir Path folder;

  /** Text, what its columns are called, and the numbers of all rows. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0,1,2\\n0.5,0.6,0.7\\n1,2,3\\n     | 0 1 2   | 0.5 0.6 0.7 1 2 3
          ,0,1\\n0,5,6\\n1,7,8\\n             | 0 1     | 5 6 7 8
          1990 1991 1992\\n.1 .2 .3\\n4 5 .6\\n | 1990 1991 1992 | 0.1 0.2 0.3 4 5 0.6
          0,1,2\\n3,4,5\\n6,7,8\\n             | 1 2 3   | 0 1 2 3 4 5 6 7 8
          0,1\\n1,0\\n1,1\\n                   | 1 2     | 0 1 1 0 1 1
          1,2\\n3.5,4\\n                      | 1 2     | 1 2 3.5 4
          # made by us\\n# a;b\\n1;2\\n3;4\\n  | a b     | 1 2 3 4
          % x y\\n1 2\\n% half\\n3 4\\n        | x y     | 1 2 3 4
          #x,y\\n1,2\\n3,4\\n# end\\n          | x y     | 1 2 3 4
          x y\\n1 .5 1.5\\n2 .6 1.6\\n3 .7 1.7\\n | x y | 0.5 1.5 0.6 1.6 0.7 1.7
          Unnamed: 0,x\\n7,1.5\\n3,2.5\\n      | x       | 1.5 2.5
          x;y;\\n1;2;\\n3;4;\\n                | x y     | 1 2 3 4
          x,y\\n1,2,\\n3,4,\\n                 | x y     | 1 2 3 4
          x\\n1,5\\n-,25e1\\n                 | x       | 1.5 -2.5
          "x, mm","y"\\n"1,5","2,5"\\n"3,5","4,5"\\n | x, mm,y | 1.5 2.5 3.5 4.5
          "a\\nb";y\\n1;2\\n3;4\\n             | a\\nb y  | 1 2 3 4
          x,,y\\n1,2,3\\n4,5,6\\n              | x 2 y   | 1 2 3 4 5 6
          x,x,x.2\\n1,2,3\\n4,5,6\\n           | x x.3 x.2 | 1 2 3 4 5 6
          kind,size\\nb,S\\na,L\\nb,S\\n        | kind size | 1 1 0 0 1 1
          b,S\\na,L\\nb,S\\n                   | 1 2     | 1 1 0 0 1 1
          """)
  void text_isReadAsItIsMeant(String text, String columns, String numbers) throws IOException {
    try (FileSource source = open(text.translateEscapes(), Map.of())) {
      String names =
          source.columns().stream().map(SourceColumn::getName).collect(Collectors.joining(" "));
      assertThat(names.replace(", mm y", ", mm,y")).isEqualTo(columns.translateEscapes());
      assertThat(all(source)).isEqualTo(numbers);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0,1,2\\n0.5,0.6,0.7\\n1,2,3\\n | no  | 0 1 2 0.5 0.6 0.7 1 2 3
          1990,2000\\n1,2\\n3,4\\n       | yes | 1 2 3 4
          """)
  void header_isWhatIsSaidOfIt(String text, String header, String numbers) throws IOException {
    try (FileSource source = open(text.translateEscapes(), Map.of("header", header))) {
      assertThat(all(source)).isEqualTo(numbers);
    }
  }

  @Test
  void numbersTakenForAHeader_areSpokenOf() throws IOException {
    try (FileSource source = open("0,1,2\n0.5,0.6,0.7\n1,2,3\n", Map.of())) {
      assertThat(source.notices())
          .contains(
              "the first row, '0,1,2', is taken for names of columns and not for a sample; say"
                  + " header=no (--header no) where it is a sample");
    }
  }

  @Test
  void commentsAmongRows_areSpokenOf() throws IOException {
    try (FileSource source = open("x,y\n1,2\n#3,4\n5,6\n", Map.of())) {
      assertThat(source.count()).isEqualTo(2);
      assertThat(source.notices()).contains("1 line that begins with # is left out as a comment");
    }
  }

  @Test
  void sameNameTwice_isAskedForByNumber() throws IOException {
    assertThatThrownBy(() -> open("x,x\n1,2\n3,5\n", Map.of("columns", "x")))
        .hasMessageContaining("more than one column named 'x'");
    try (FileSource source = open("x,x\n1,2\n3,5\n", Map.of("columns", "2"))) {
      assertThat(source.columns().get(0).getName()).isEqualTo("x.2");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "UTF-8"})
  void byteOrderMark_tellsTheEncoding(String encoding) throws IOException {
    byte[] bytes = "\uFEFFgröße,y\n1,2\n3,4\n".getBytes(Charset.forName(encoding));
    try (FileSource source = FileSource.open(file(bytes), TableChoice.ALL)) {
      assertThat(source.columns().get(0).getName()).isEqualTo("größe");
      assertThat(all(source)).isEqualTo("1 2 3 4");
    }
  }

  @Test
  void utf16WithoutMark_isNamed() throws IOException {
    byte[] bytes = "x,y\n1,2\n3,4\n".getBytes(Charset.forName("UTF-16LE"));

    ScorestreamException refused = refused(bytes);

    assertThat(refused).hasMessageContaining("looks like UTF-16LE without a byte order mark");
    assertThat(refused.remedy()).contains("iconv -f UTF-16LE");
  }

  @Test
  void zstandard_ofTwoFrames_isWholeOrRefused() throws IOException {
    byte[] first = Zstd.compress("x\n1\n".getBytes(UTF_8));
    byte[] second = Zstd.compress("2\n3\n".getBytes(UTF_8));
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);

    try (FileSource source = FileSource.open(file(both), TableChoice.ALL)) {
      assertThat(all(source)).isEqualTo("1 2 3");
    }
    for (int cut = first.length + 1; cut < both.length; cut++) {
      assertThat(refused(Arrays.copyOf(both, cut)).reason()).isEqualTo(Reason.BAD_DATA);
    }
  }

  /** First bytes of files in Latin-1, what they are called, and a part of the remedy. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          \\3757zXZ\\0\\0\\4                 | xz data             | xz -d
          BZh91AY&SY\\1\\2                  | bzip2 data          | bzip2 -d
          PK\\3\\4......................\\23\\0\\0\\0[Content_Types].xmlx | Excel  | as CSV
          PK\\3\\4......................\\5\\0\\0\\0a.npyx | a NumPy .npz archive | .npy files
          PK\\3\\4......................\\5\\0\\0\\0a.csvx | a zip archive | unpack
          \\211HDF\\r\\n\\032\\n              | HDF5                | h5py
          SQLite format 3\\0                | an SQLite database  | sqlite3 -header -csv
          %PDF-1.7\\n                       | a PDF document      | as CSV
          PARE\\25\\4\\25\\0                 | encrypted Parquet   | encryption
          \\320\\317\\021\\340\\241\\261\\032\\341 | an Excel file  | as CSV
          \\200\\4\\225a                     | a Python pickle     | np.save
          \\211PNG\\r\\n\\032\\n              | one PNG image       | the folder
          <!DOCTYPE html>\\n<html>          | a web page          | the file itself
          {"x": 1}\\n                       | JSON                | CSV
          version https://git-lfs.github.com/spec/v1\\n | a Git LFS pointer | git lfs pull
          """)
  void otherKinds_areNamedWithTheirRemedy(String bytes, String name, String remedy)
      throws IOException {
    ScorestreamException refused =
        refused(bytes.translateEscapes().getBytes(Charset.forName("ISO-8859-1")));

    assertThat(refused).hasMessageContaining(name);
    assertThat(refused.remedy()).contains(remedy).doesNotContain("UTF-8 text");
  }

  @Test
  void namesOfFormats_areNamesOfColumnsToo() throws IOException {
    try (FileSource source = open("ORC,CDF\n1,2\n3,5\n", Map.of())) {
      assertThat(source.columns().get(0).getName()).isEqualTo("ORC");
    }
  }

  private ScorestreamException refused(byte[] bytes) throws IOException {
    Path file = file(bytes);
    return catchThrowableOfType(
        ScorestreamException.class, () -> FileSource.open(file, TableChoice.ALL).close());
  }

  private FileSource open(String text, Map<String, String> settings) throws IOException {
    return FileSource.open(file(text.getBytes(UTF_8)), TableSettings.of(settings));
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("data"), bytes);
  }

  private static String all(FileSource source) {
    StringBuilder all = new StringBuilder();
    for (float number : source.head((int) source.count()).numbers()) {
      all.append(all.isEmpty() ? "" : " ")
          .append(number == (int) number ? String.valueOf((int) number) : String.valueOf(number));
    }
    return all.toString();
  }
}
