package io.scorestream.export.arrays;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.util.List;
import java.util.stream.Collectors;

/**
 * NumPy's file of one array, version 1.0 (NEP 1): a header that ends at a multiple of 64 bytes, and
 * the numbers in C order.
 */
public final class Npy {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;
  private static final int LENGTH = Short.BYTES;

  private Npy() {}

  /** Writes a whole array. */
  static void write(OutputStream out, NamedArray array) throws IOException {
    out.write(
        header(array.type().numpy(), array.shape().stream().map(Integer::longValue).toList()));
    Channels.newChannel(out).write(array.data());
  }

  /** Writes text as an array of no dimensions: UCS-4, as NumPy has it. */
  static void write(OutputStream out, String text) throws IOException {
    int[] characters = text.isEmpty() ? new int[1] : text.codePoints().toArray();
    ByteBuffer data =
        ByteBuffer.allocate(characters.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    data.asIntBuffer().put(characters);
    out.write(header("<U" + characters.length, List.of()));
    Channels.newChannel(out).write(data);
  }

  /**
   * What stands before the numbers.
   *
   * @param type as NumPy calls it
   */
  public static byte[] header(String type, List<Long> shape) {
    String sizes = shape.stream().map(size -> size + ",").collect(Collectors.joining(" "));
    String dictionary =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(type, sizes);
    int unpadded = MAGIC.length + LENGTH + dictionary.length() + 1;
    int padding = Math.floorMod(-unpadded, ALIGNMENT);
    String padded = dictionary + " ".repeat(padding) + "\n";
    return ByteBuffer.allocate(unpadded + padding)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .putShort((short) padded.length())
        .put(padded.getBytes(ISO_8859_1))
        .array();
  }
}
