package io.scorestream.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.scorestream.events.ColumnKind;
import io.scorestream.events.SourceColumn;
import io.scorestream.ingest.choice.Header;
import io.scorestream.ingest.choice.Kinds;
import io.scorestream.ingest.choice.MissingCells;
import io.scorestream.ingest.choice.Outliers;
import io.scorestream.ingest.choice.TableChoice;
import io.scorestream.ingest.table.Cells;
import io.scorestream.ingest.table.Cursor;
import io.scorestream.ingest.table.Table;
import io.scorestream.rows.Rows;
import io.scorestream.service.ScorestreamException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Parquet of other writers, as {@code parquet/write.py} made it with Arrow's, is read as it was.
 */
class ParquetTest {

  private static final int ROWS = 1000;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "truth,   1, 0",
    "int8,    -1, 2",
    "uint8,   255, 2",
    "uint32,  4294967295, 2",
    "int64,   -1099511627776, 2",
    "uint64,  18446744073709547520, 2",
    "half,    -0.5, 2",
    "float,   0.25, 2",
    "double,  0.1, NaN",
    "decimal, -12.5, 2",
    "wide,    12345678901234567890.125, 2",
    "day,     10, 10",
    "time,    60.25, 0",
    "local,   129600.5, 129600.5",
    "utc,     129600.5, 129600.5"
  })
  void number_ofEachType_isTheNumberThatWasWritten(String column, double first, double second)
      throws Exception {
    List<Double> numbers = numbers("types", column);

    assertThat(numbers).containsExactly(first, second, Double.NaN);
  }

  @Test
  void timestamp_ofTwelveBytes_isSecondsToo() throws Exception {
    assertThat(numbers("int96", "utc")).containsExactly(129600.5, 129600.5, Double.NaN);
  }

  @Test
  void word_isAWord_andMissingWhereItSaysSo() throws Exception {
    Table table = Table.of(file("types"), TableChoice.ofColumns("word,label"));
    Cells cells = new Cells(2);
    try (Cursor rows = table.open()) {
      assertThat(rows.next(cells)).isTrue();
      assertThat(cells.text(0)).isEqualTo("café");
      assertThat(cells.text(1)).isEqualTo("b");
      assertThat(rows.next(cells)).isTrue();
      assertThat(cells.isMissing(0)).isTrue();
      assertThat(cells.text(1)).isEqualTo("a");
      assertThat(rows.next(cells)).isTrue();
      assertThat(cells.isMissing(0) && cells.isMissing(1)).isTrue();
      assertThat(rows.next(cells)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "snappy", "gzip", "zstd", "lz4", "v2"})
  void rowGroups_ofEachCodec_areReadThrough_withCellsThatAreMissing(String name) throws Exception {
    try (FileSource source = FileSource.open(file(name), choice(null, MissingCells.DROP))) {
      assertThat(source.columns())
          .extracting(SourceColumn::getName)
          .containsExactly("x", "k", "colour");
      assertThat(source.columns())
          .extracting(SourceColumn::getKind)
          .containsExactly(ColumnKind.CONTINUOUS, ColumnKind.INTEGER, ColumnKind.CATEGORICAL);
      assertThat(source.columns().get(2).getCategories()).containsExactly("blue", "green", "red");
      List<Integer> whole = wholeRows();
      assertThat(source.count()).isEqualTo(whole.size());

      Rows all = source.head(ROWS);

      for (int row = 0; row < whole.size(); row++) {
        int i = whole.get(row);
        assertThat(all.at(row, 0)).isEqualTo(i / 8f);
        assertThat(all.at(row, 1)).isEqualTo(i % 5);
        assertThat(all.at(row, 2)).isEqualTo(new int[] {2, 1, 0}[i % 3]);
      }
      assertThat(source.read(500, 3).numbers())
          .containsExactly(Arrays.copyOfRange(all.numbers(), 1500, 1509));
    }
  }

  private static List<Integer> wholeRows() {
    return IntStream.range(0, ROWS).filter(i -> i % 7 != 3 && i % 11 != 5).boxed().toList();
  }

  @Test
  void missingCells_areRefusedWithTheirRow_orFilled() throws Exception {
    Path file = file("snappy");
    assertThatThrownBy(() -> FileSource.open(file, TableChoice.ofColumns("x")))
        .hasMessageContaining("143 missing cells")
        .hasMessageContaining("column 1 (x) 143 times, first on row 4");
    try (FileSource source = FileSource.open(file, choice("x", MissingCells.MEAN))) {
      assertThat(source.count()).isEqualTo(ROWS);
      assertThat(source.read(3, 1).at(0, 0)).isCloseTo(62.5f, within(0.5f));
    }
  }

  @Test
  void columns_areChosenByName_byNumber_andInTheirOrder() throws Exception {
    assertThatThrownBy(() -> FileSource.open(file("zstd"), TableChoice.ofColumns("k,2")))
        .hasMessageContaining("column 2 is chosen twice");
    try (FileSource turned = FileSource.open(file("zstd"), choice("colour,1", MissingCells.DROP))) {
      assertThat(turned.read(1, 1).numbers()).containsExactly(1, 0.125f);
    }
    assertThatThrownBy(() -> FileSource.open(file("zstd"), TableChoice.ofColumns("color")))
        .hasMessageContaining("zstd.parquet has no column named 'color'; did you mean 'colour'?");
  }

  @Test
  void times_areSaidToBeSo() throws Exception {
    try (FileSource source =
        FileSource.open(file("types"), choice("day,local,utc,time", MissingCells.DROP))) {
      assertThat(source.notices())
          .contains(
              "column 12 (day) holds times: days since 1970-01-01",
              "column 14 (local) holds times: seconds since the beginning of 1970-01-01",
              "column 15 (utc) holds times: seconds since the beginning of 1970-01-01 in UTC",
              "column 13 (time) holds times: seconds since midnight");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "tags, column 2 (tags) holds lists",
    "pos,  column 3 (pos) holds records of several values",
    "map,  column 4 (map) holds maps",
    "blob, 'column 5 (blob) holds values of the type binary, which are neither numbers nor words'"
  })
  void column_ofMoreThanOneValue_isRefusedByName_andTheOthersAreRead(String column, String held)
      throws Exception {
    assertThatThrownBy(() -> FileSource.open(file("nested"), TableChoice.ofColumns(column)))
        .hasMessageContaining(held)
        .satisfies(
            e ->
                assertThat(((ScorestreamException) e).remedy())
                    .contains("(--columns), of x; or write"));
    try (FileSource source = FileSource.open(file("nested"), TableChoice.ofColumns("x"))) {
      assertThat(source.head(2).numbers()).containsExactly(1, 2);
    }
  }

  @Test
  void codecThatIsNotThere_isNamed() throws Exception {
    assertThatThrownBy(() -> FileSource.open(file("brotli"), TableChoice.ofColumns("k")))
        .hasMessageContaining("column 2 (k) is compressed with BROTLI, which is not read here");
  }

  @Test
  void packedOnceMore_isRefused() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(Files.readAllBytes(file("none")));
    }
    assertThatThrownBy(() -> open(bytes.toByteArray()))
        .hasMessageContaining("is Parquet that was compressed as a whole");
  }

  @Test
  void followed_isRefused() throws Exception {
    assertThatThrownBy(() -> FileSource.follow(file("none"), TableChoice.ALL))
        .hasMessageContaining("cannot be followed: Parquet says at its end what is in it");
  }

  @Test
  void text_whoseFirstColumnIsCalledSo_isText() throws Exception {
    try (FileSource source = open("PAR1,y\n1,2\n3,4\n".getBytes(UTF_8))) {
      assertThat(source.head(2).numbers()).containsExactly(1, 2, 3, 4);
    }
  }

  @Test
  void file_cutAnywhere_isRefused() throws Exception {
    byte[] whole = Files.readAllBytes(file("snappy"));
    for (int length = 64; length < whole.length; length += 37) {
      byte[] cut = Arrays.copyOf(whole, length);
      int end = length;
      assertThatThrownBy(() -> open(cut))
          .isInstanceOf(ScorestreamException.class)
          .hasMessageContaining("ends after byte " + end + " without Parquet's footer");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "snappy", "gzip", "zstd", "lz4", "v2", "types"})
  void file_withAnyByteFlipped_isReadOrRefused_andNothingElse(String name) throws Exception {
    byte[] whole = Files.readAllBytes(file(name));
    SplittableRandom random = new SplittableRandom(7);
    Path damaged = folder.resolve("damaged.parquet");
    int refused = 0;
    for (int i = 0; i < 400; i++) {
      byte[] bytes = whole.clone();
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(damaged, bytes);
      try (FileSource source = FileSource.open(damaged, choice(null, MissingCells.DROP))) {
        source.head(10);
      } catch (ScorestreamException e) {
        assertThat(e.remedy()).isNotBlank();
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  /** A negative count was read on for ever, and a group of no rows was passed over. */
  @ParameterizedTest
  @CsvSource({"C701, -100", "808000, 0", "CA01, 101"})
  void rowGroup_withACountOfRowsThatCannotBe_isRefused(String count, long rows) throws Exception {
    String footer = Files.readString(file("none"), ISO_8859_1);
    String hundred = field("C801");
    int at = footer.lastIndexOf(hundred);
    byte[] bytes =
        (footer.substring(0, at) + field(count) + footer.substring(at + hundred.length()))
            .getBytes(ISO_8859_1);
    ByteBuffer tail = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int length = bytes.length - 2 * Integer.BYTES;
    tail.putInt(length, tail.getInt(length) + (count.length() - 4) / 2);

    assertThatThrownBy(() -> open(bytes))
        .hasMessageContaining("row group 4 is said to have " + rows + " rows, and 100 values of");
  }

  /** Thrift's number of 64 bits that belongs to the field after the next. */
  private static String field(String zigzag) {
    return new String(HexFormat.of().parseHex("16" + zigzag), ISO_8859_1);
  }

  @Test
  void page_withAByteFlipped_isFoundOutByItsChecksum() throws Exception {
    byte[] bytes = Files.readAllBytes(file("none"));
    bytes[300] ^= 1;
    assertThatThrownBy(() -> open(bytes))
        .hasMessageContaining("its Parquet data is cut off or damaged")
        .hasMessageContaining("CRC");
  }

  @Test
  void file_ofApachesWriter_isRead() throws Exception {
    MessageType schema =
        Types.buildMessage()
            .required(PrimitiveTypeName.INT64)
            .named("n")
            .optional(PrimitiveTypeName.BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named("odd")
            .named("rows");
    Path file = folder.resolve("apache.parquet");
    SimpleGroupFactory rows = new SimpleGroupFactory(schema);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withType(schema)
            .build()) {
      for (int i = 0; i < 10_000; i++) {
        writer.write(
            rows.newGroup().append("n", (long) i).append("odd", i % 2 == 0 ? "no" : "yes"));
      }
    }
    try (FileSource source = FileSource.open(file, TableChoice.ALL)) {
      assertThat(source.count()).isEqualTo(10_000);
      assertThat(source.read(9_998, 2).numbers()).containsExactly(9_998, 0, 9_999, 1);
    }
  }

  private FileSource open(byte[] bytes) throws IOException {
    return FileSource.open(
        Files.write(Files.createTempFile(folder, "table", ".parquet"), bytes),
        choice(null, MissingCells.DROP));
  }

  private static List<Double> numbers(String name, String column) throws Exception {
    Cells cells = new Cells(1);
    List<Double> numbers = new ArrayList<>();
    try (Cursor rows = Table.of(file(name), TableChoice.ofColumns(column)).open()) {
      while (rows.next(cells)) {
        numbers.add(cells.number(0));
      }
    }
    return numbers;
  }

  private static TableChoice choice(@Nullable String columns, MissingCells missing) {
    return new TableChoice(
        columns, Header.AUTO, Kinds.FOUND, missing, Outliers.KEEP, Optional.empty());
  }

  private static Path file(String name) throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(ParquetTest.class.getResource("parquet/" + name + ".parquet"))
            .toURI());
  }
}
