package io.scorestream.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.scorestream.ingest.choice.TableChoice;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSourceTest {

  private static final float[] TWO_ROWS = {1f, -2.5f, 3e-2f, 4f};

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,-2.5\n0.03,4\n",
        "1;-2.5\n0.03;4",
        "1\t-2.5\n0.03\t4\n",
        "1 -2.5\n0.03 4\n",
        "  1.   -2.5  \n\n 3E-2 +4\n\n",
        "1, -2.5\r\n.03 , 4\r\n",
        "\"1\",\"-2.5\"\n0.03,\"4\"\n",
        "\uFEFF1,-2.5\n0.03,4\n",
        "x,y\n1,-2.5\n0.03,4\n",
        "\"width, mm\";y\n1;-2.5\n0.03;4\n",
        "left right\n1 -2.5\n\n0.03 4\n",
        "\n\nx,y\n1,-2.5\n0.03,4\n"
      })
  void read_ofEachFormat_givesTheNumbers(String text) throws IOException {
    try (FileSource plain = FileSource.open(file("data.txt", text), TableChoice.ALL);
        FileSource zipped = FileSource.open(gzipped("data.gz", text), TableChoice.ALL)) {
      assertThat(plain.dimension()).isEqualTo(2);
      assertThat(plain.count()).isEqualTo(2);
      assertThat(plain.read(0, 10).numbers()).containsExactly(TWO_ROWS);
      assertThat(zipped.read(0, 10).numbers()).containsExactly(TWO_ROWS);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"z,x", "3,1", "3,x", " z , 1 "})
  void read_ofChosenColumns_keepsTheirOrder(String columns) throws IOException {
    Path file = file("named.csv", "x,label,z\n1,red,3\n4,blue,6\n");

    try (FileSource source = FileSource.open(file, TableChoice.ofColumns(columns))) {
      assertThat(source.read(0, 2).numbers()).containsExactly(3, 1, 6, 4);
    }
  }

  @Test
  void read_ofRanges_takesBothEnds() throws IOException {
    try (FileSource source =
        FileSource.open(file("wide.txt", "9 2 3 4 5 6\n"), TableChoice.ofColumns("2-4,6"))) {
      assertThat(source.read(0, 1).numbers()).containsExactly(2, 3, 4, 6);
    }
  }

  @Test
  void read_ofNumericFirstRow_takesItAsSample() throws IOException {
    try (FileSource source =
        FileSource.open(file("plain.csv", "1,red\n2,blue\n"), TableChoice.ofColumns("1"))) {
      assertThat(source.count()).isEqualTo(2);
    }
  }

  @Test
  void read_anywhere_givesWhatReadingInOrderGives() throws IOException {
    String text =
        IntStream.range(0, 50).mapToObj(String::valueOf).collect(Collectors.joining("\n"));

    try (FileSource source = FileSource.open(file("fifty.txt", "n\n" + text), TableChoice.ALL)) {
      assertThat(source.read(20, 3).numbers()).containsExactly(20, 21, 22);
      assertThat(source.read(23, 2).numbers()).containsExactly(23, 24);
      assertThat(source.read(5, 2).numbers()).containsExactly(5, 6);
      assertThat(source.head(2).numbers()).containsExactly(0, 1);
      assertThat(source.read(7, 1).numbers()).containsExactly(7);
      assertThat(source.read(48, 10).numbers()).containsExactly(48, 49);
      assertThat(source.read(50, 1).numbers()).isEmpty();
      assertThat(source.read(99, 1).numbers()).isEmpty();
      assertThat(source.size()).hasValue(50);
    }
  }

  @Test
  void open_ofUspsDigits_reads256ColumnsOf7291Rows() {
    Path usps = Path.of("../../shared/data/usps-train.gz");
    assumeTrue(Files.exists(usps), "the data set is not here");

    try (FileSource source = FileSource.open(usps, TableChoice.ofColumns("2-257"))) {
      assertThat(source.dimension()).isEqualTo(256);
      assertThat(source.count()).isEqualTo(7291);
      assertThat(source.head(1).numbers()).startsWith(-1, -1, -1, -1, -1, -1, -1, -0.631f, 0.862f);
    }
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path gzipped(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }
}
