package io.scorestream.export.table;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.events.ColumnKind;
import io.scorestream.events.ImageShape;
import io.scorestream.rows.Rows;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableWriterTest {

  private static final List<SampleColumn> COLUMNS =
      List.of(
          new SampleColumn("height, cm", ColumnKind.CONTINUOUS, 0, 1, List.of()),
          new SampleColumn("seen", ColumnKind.INTEGER, 1_700_000_000, 1, List.of()),
          new SampleColumn("mass", ColumnKind.CONTINUOUS, 0, 1e-60, List.of()),
          new SampleColumn("colour", ColumnKind.CATEGORICAL, 0, 1, List.of("blue", "so-\"red\"")),
          new SampleColumn("member", ColumnKind.BINARY, 0, 1, List.of()));

  private static final Rows SAMPLES =
      Rows.of(new float[] {0.1f, 1, 2.5f, 1, 0, -3, 0, -1, 0, 1}, COLUMNS.size());

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void csv_hasNames_wholeNumbersAndValuesInTheirUnits() throws IOException {
    write(TableFormat.CSV, new SampleTable(COLUMNS, null, 2), SAMPLES);

    assertThat(out.toString(UTF_8))
        .isEqualTo(
            """
            "height, cm",seen,mass,colour,member
            0.1,1700000001,2.5E-60,"so-""red\""",0
            -3.0,1700000000,-1.0E-60,blue,1
            """);
  }

  @Test
  void csv_ofALargeWholeNumber_writesAllOfItsDigits() throws IOException {
    List<SampleColumn> column = List.of(new SampleColumn("n", ColumnKind.INTEGER, 0, 1, List.of()));
    write(TableFormat.CSV, new SampleTable(column, null, 1), Rows.of(new float[] {1e20f}, 1));

    assertThat(out.toString(UTF_8)).isEqualTo("n\n100000002004087734272\n");
  }

  @Test
  void category_thatThereIsNot_isRefused() {
    Rows third = Rows.of(new float[] {0, 0, 0, 2, 0}, COLUMNS.size());

    assertThatThrownBy(() -> write(TableFormat.CSV, new SampleTable(COLUMNS, null, 1), third))
        .hasMessageContaining("column colour has categories 0 to 1, and none of number 2.0");
  }

  @Test
  void npy_ofUnits_isDoublesAlignedBehindItsHeader() throws IOException {
    write(TableFormat.NPY, new SampleTable(COLUMNS, null, 2), SAMPLES);

    assertThat(out.toString(ISO_8859_1)).contains("'descr': '<f8'").contains("'shape': (2, 5,)");
    ByteBuffer numbers = afterHeader();
    assertThat(numbers.remaining()).isEqualTo(2 * 5 * Double.BYTES);
    assertThat(numbers.getDouble(Double.BYTES)).isEqualTo(1_700_000_001);
    assertThat(numbers.getDouble(2 * Double.BYTES)).isEqualTo(2.5e-60);
  }

  @Test
  void npy_ofPictures_hasTheirShapeAndTheNumbersThemselves() throws IOException {
    write(TableFormat.NPY, pictures(2), Rows.of(new float[] {0, 1, 2, 3, 4, 5, 6, 7}, 4));

    assertThat(out.toString(ISO_8859_1)).contains("'descr': '<f4'").contains("'shape': (2, 2, 2,)");
    assertThat(afterHeader().getFloat(7 * Float.BYTES)).isEqualTo(7);
  }

  @Test
  void npy_thatEndsBeforeAllSamplesHaveCome_isNoTable() {
    assertThatThrownBy(() -> write(TableFormat.NPY, new SampleTable(COLUMNS, null, 3), SAMPLES))
        .hasMessageContaining("2 samples of a table of 3");
    assertThatThrownBy(() -> write(TableFormat.NPY, new SampleTable(COLUMNS, null, 1), SAMPLES))
        .hasMessageContaining("1 samples after 1 for a table of 1");
  }

  @Test
  void png_showsPicturesSideBySide() throws IOException {
    write(TableFormat.PNG, pictures(2), Rows.of(new float[] {0, 1, 2, 4, 4, 4, 4, 4}, 4));

    BufferedImage grid = ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
    assertThat(grid.getWidth()).isEqualTo(5);
    assertThat(grid.getHeight()).isEqualTo(2);
    assertThat(grid.getRGB(0, 0) & 0xFF).isZero();
    assertThat(grid.getRGB(0, 1) & 0xFF).isEqualTo(128);
    assertThat(grid.getRGB(1, 1) & 0xFF).isEqualTo(255);
    assertThat(grid.getRGB(3, 0) & 0xFFFFFF).isEqualTo(0xFFFFFF);
  }

  @Test
  void png_ofSamplesThatAreNoPictures_isRefused() {
    assertThatThrownBy(() -> TableFormat.PNG.open(new SampleTable(COLUMNS, null, 2), out))
        .hasMessageContaining("no pictures");
  }

  @ParameterizedTest
  @EnumSource
  void rows_ofAnotherDimension_areRefused(TableFormat format) {
    assertThatThrownBy(() -> write(format, pictures(2), Rows.zeros(2, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rows of 3 numbers where rows of 4 are asked for");
  }

  private static SampleTable pictures(int count) {
    return new SampleTable(SampleColumn.of(List.of(), 4), new ImageShape(2, 2, 1, 0), count);
  }

  private void write(TableFormat format, SampleTable table, Rows samples) throws IOException {
    TableWriter writer = format.open(table, out);
    writer.write(samples.first(1));
    writer.write(samples.range(1, samples.count()));
    writer.close();
  }

  private ByteBuffer afterHeader() {
    ByteBuffer file = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    int begin = 10 + file.getShort(8);
    assertThat(begin % 64).isZero();
    return file.position(begin).slice().order(ByteOrder.LITTLE_ENDIAN);
  }
}
