package io.scorestream.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scorestream.events.ImageShape;
import io.scorestream.ingest.choice.TableChoice;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArrayFormatsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "<f2, 003C 00C0 0100, 1 -2 5.9604645E-8",
    "<f4, 0000803F 000000C0 CDCCCC3D, 1 -2 0.1",
    ">f4, 3F800000 C0000000 3DCCCCCD, 1 -2 0.1",
    "<f8, 000000000000F03F 00000000000000C0 9A9999999999B93F, 1 -2 0.1",
    "|i1, 01 FE 7F, 1 -2 127",
    "<i2, 0100 FEFF FF7F, 1 -2 32767",
    ">i4, 00000001 FFFFFFFE 00010000, 1 -2 65536",
    "<i8, 0100000000000000 FEFFFFFFFFFFFFFF 0000010000000000, 1 -2 65536",
    "|u1, 01 FE 7F, 1 254 127",
    "<u2, 0100 FEFF FF7F, 1 65534 32767",
    ">u4, 00000001 00FFFFFE 00010000, 1 16777214 65536",
    "<u8, 0100000000000000 0200000000000000 0000010000000000, 1 2 65536",
    "|b1, 01 00 01, 1 0 1"
  })
  void npy_ofEachType_givesItsNumbers(String type, String hex, String numbers) throws IOException {
    for (int version = 1; version <= 3; version++) {
      byte[] file = npy(version, type, false, "(3,)", hex);
      try (FileSource source = open(file)) {
        assertThat(text(source.head(3).numbers())).isEqualTo(numbers);
      }
    }
  }

  @Test
  void npy_ofEachShape_givesRowsOrImages() throws IOException {
    String hex = "00 01 02 03 04 05 06 07 08 09 0A 0B";
    try (FileSource table = open(npy(1, "|u1", false, "(3, 4)", hex));
        FileSource columns = open(npy(1, "|u1", true, "(3, 4)", hex));
        FileSource images = open(npy(1, "|u1", false, "(2, 2, 3)", hex));
        FileSource turned = open(npy(1, "|u1", true, "(2, 2, 3)", hex));
        FileSource colours = open(npy(1, "|u1", false, "(2, 1, 2, 3)", hex))) {
      assertThat(table.read(1, 1).numbers()).containsExactly(4, 5, 6, 7);
      assertThat(columns.read(1, 1).numbers()).containsExactly(1, 4, 7, 10);
      assertThat(images.image()).contains(new ImageShape(2, 3, 1, 0));
      assertThat(images.read(1, 1).numbers()).containsExactly(6, 7, 8, 9, 10, 11);
      assertThat(turned.read(0, 1).numbers()).containsExactly(0, 4, 8, 2, 6, 10);
      assertThat(colours.image()).contains(new ImageShape(1, 2, 3, 0));
    }
  }

  @Test
  void npy_withChannelsFirst_isTurned() throws IOException {
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < 2 * 3 * 5; i++) {
      hex.append(HexFormat.of().toHexDigits((byte) i));
    }
    try (FileSource source = open(npy(1, "|u1", false, "(2, 3, 1, 5)", hex.toString()))) {
      assertThat(source.image()).contains(new ImageShape(1, 5, 3, 0));
      assertThat(source.head(1).numbers()).startsWith(0, 5, 10, 1, 6, 11);
      assertThat(source.notices()).anySatisfy(word -> assertThat(word).contains("channels"));
    }
  }

  @Test
  void npy_compressed_isReadToo() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(npy(1, "|u1", false, "(2, 2)", "01 02 03 04"));
    }
    try (FileSource source = open(bytes.toByteArray())) {
      assertThat(source.head(2).numbers()).containsExactly(1, 2, 3, 4);
    }
  }

  @Test
  void npy_cutAnywhere_isRefusedWithItsPlace() throws IOException {
    byte[] whole = npy(1, "<f4", false, "(2, 2)", "0000803F 000000C0 CDCCCC3D 0000803F");
    for (int length = 6; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> open(cut)).hasMessageContaining("ends after byte " + length);
    }
    assertThatThrownBy(() -> open(Arrays.copyOf(whole, whole.length - 5)))
        .hasMessageContaining("in row 2, but its header promises 2 rows of 2 numbers");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "|O   ; (3,)              ; no plain numbers",
        "<U5  ; (3,)              ; no plain numbers",
        "<c16 ; (3,)              ; no plain numbers",
        "<f4  ; ()                ; an array of the shape ()",
        "<f4  ; (0, 3)            ; an array of the shape (0, 3)",
        "<f4  ; (3, 99999, 99999) ; samples of 9999800001 numbers"
      })
  void npy_ofOtherItems_isRefused(String type, String shape, String message) {
    byte[] file = npy(1, type, false, shape, "");
    assertThatThrownBy(() -> open(file)).hasMessageContaining(message);
  }

  @Test
  void idx_ofLabels_isOneColumn() throws IOException {
    try (FileSource source = open(hex("00 00 08 01 00 00 00 03 07 00 09"))) {
      assertThat(source.head(3).numbers()).containsExactly(7, 0, 9);
      assertThat(source.image()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg"})
  void folderOfImages_isReadInTheOrderOfNames(String ending) throws IOException {
    for (int i = 0; i < 3; i++) {
      write("b" + i + "." + ending, image(4, 3, BufferedImage.TYPE_BYTE_GRAY, 40 * i));
    }
    write("a." + ending, image(4, 3, BufferedImage.TYPE_BYTE_GRAY, 200));
    Files.writeString(folder.resolve("notes.md"), "of no interest");

    try (FileSource source = FileSource.open(folder, TableChoice.ALL)) {
      assertThat(source.count()).isEqualTo(4);
      assertThat(source.image()).contains(new ImageShape(3, 4, 1, 0));
      assertThat(source.head(4).at(0, 0)).isBetween(198f, 202f);
      assertThat(source.head(4).at(2, 0)).isBetween(38f, 42f);
      assertThat(source.notices())
          .contains("1 file or folder that is no PNG or JPEG image is left out");
    }
  }

  @Test
  void folderOfColours_hasThreeChannels() throws IOException {
    write("a.png", image(2, 1, BufferedImage.TYPE_INT_RGB, 0x102030));
    write("b.png", image(2, 1, BufferedImage.TYPE_INT_RGB, 0x405060));

    try (FileSource source = FileSource.open(folder, TableChoice.ALL)) {
      assertThat(source.image()).contains(new ImageShape(1, 2, 3, 0));
      assertThat(source.head(1).numbers()).containsExactly(0x10, 0x20, 0x30, 0x10, 0x20, 0x30);
    }
  }

  @Test
  void folderOfDifferentSizes_namesTheImage() throws IOException {
    write("a.png", image(2, 1, BufferedImage.TYPE_BYTE_GRAY, 1));
    write("b.png", image(2, 2, BufferedImage.TYPE_BYTE_GRAY, 2));

    assertThatThrownBy(() -> FileSource.open(folder, TableChoice.ALL))
        .hasMessageContaining("b.png is 2 x 2 with 1 channels, but a.png is 1 x 2");
  }

  @Test
  void folderWithADamagedImage_namesIt() throws IOException {
    write("a.png", image(2, 1, BufferedImage.TYPE_BYTE_GRAY, 1));
    Files.writeString(folder.resolve("b.png"), "no image");

    assertThatThrownBy(() -> FileSource.open(folder, TableChoice.ALL))
        .hasMessageContaining("b.png is neither PNG nor JPEG");
  }

  private void write(String name, BufferedImage image) throws IOException {
    String format = name.substring(name.lastIndexOf('.') + 1);
    assertThat(ImageIO.write(image, format, folder.resolve(name).toFile())).isTrue();
  }

  private static BufferedImage image(int width, int height, int type, int value) {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (type == BufferedImage.TYPE_BYTE_GRAY) {
          image.getRaster().setSample(x, y, 0, value);
        } else {
          image.setRGB(x, y, value);
        }
      }
    }
    return image;
  }

  private FileSource open(byte[] bytes) throws IOException {
    return FileSource.open(
        Files.write(Files.createTempFile(folder, "array", ""), bytes), TableChoice.ALL);
  }

  private static byte[] npy(
      int version, String type, boolean columnMajor, String shape, String hex) {
    String header =
        "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }\n"
            .formatted(type, columnMajor ? "True" : "False", shape);
    byte[] data = hex(hex);
    int lengthBytes = version == 1 ? 2 : 4;
    ByteBuffer file =
        ByteBuffer.allocate(8 + lengthBytes + header.length() + data.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    file.put("\u0093NUMPY".getBytes(ISO_8859_1)).put((byte) version).put((byte) 0);
    if (version == 1) {
      file.putShort((short) header.length());
    } else {
      file.putInt(header.length());
    }
    return file.put(header.getBytes(ISO_8859_1)).put(data).array();
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  private static String text(float[] numbers) {
    StringBuilder text = new StringBuilder();
    for (float number : numbers) {
      text.append(text.isEmpty() ? "" : " ")
          .append(number == (long) number ? String.valueOf((long) number) : number);
    }
    return text.toString();
  }
}
