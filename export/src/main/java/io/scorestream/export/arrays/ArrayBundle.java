package io.scorestream.export.arrays;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Arrays and words that belong together. Equal ones make equal files, byte for byte.
 *
 * @param arrays each with a name of its own
 * @param words text by name
 */
public record ArrayBundle(List<NamedArray> arrays, Map<String, String> words) {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int ALIGNMENT = 8;

  /** Keeps its own copies. */
  public ArrayBundle {
    arrays = List.copyOf(arrays);
    words = new TreeMap<>(words);
  }

  /** The same without arrays whose names begin so. */
  public ArrayBundle without(List<String> prefixes) {
    return new ArrayBundle(
        arrays.stream()
            .filter(array -> prefixes.stream().noneMatch(array.name()::startsWith))
            .toList(),
        words);
  }

  /**
   * Writes it as {@code numpy.savez} would: a zip of an {@code .npy} for each array, and for each
   * word one of no dimensions. The stream stays open.
   */
  public void writeNpz(OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    for (Map.Entry<String, String> word : words.entrySet()) {
      zip.putNextEntry(entry(word.getKey()));
      Npy.write(zip, word.getValue());
      zip.closeEntry();
    }
    for (NamedArray array : arrays) {
      zip.putNextEntry(entry(array.name()));
      Npy.write(zip, array);
      zip.closeEntry();
    }
    zip.finish();
  }

  /** The clock has no say in what a file holds. */
  private static ZipEntry entry(String name) {
    ZipEntry entry = new ZipEntry(name + ".npy");
    entry.setTime(0);
    return entry;
  }

  /**
   * Writes it as safetensors: the length of a JSON header, the header with type, shape and place of
   * each array and the words as {@code __metadata__}, and the numbers one array after the other.
   * The stream stays open.
   */
  public void writeSafetensors(OutputStream out) throws IOException {
    byte[] header = safetensorsHeader();
    int padding = Math.floorMod(-header.length, ALIGNMENT);
    ByteBuffer length =
        ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(0, header.length + padding);
    WritableByteChannel channel = Channels.newChannel(out);
    channel.write(length);
    channel.write(ByteBuffer.wrap(header));
    channel.write(ByteBuffer.wrap(" ".repeat(padding).getBytes(UTF_8)));
    for (NamedArray array : arrays) {
      channel.write(array.data());
    }
  }

  private byte[] safetensorsHeader() throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(header)) {
      json.writeStartObject();
      json.writeObjectFieldStart("__metadata__");
      for (Map.Entry<String, String> word : words.entrySet()) {
        json.writeStringField(word.getKey(), word.getValue());
      }
      json.writeEndObject();
      long offset = 0;
      for (NamedArray array : arrays) {
        json.writeObjectFieldStart(array.name());
        json.writeStringField("dtype", array.type().safetensors());
        json.writeArrayFieldStart("shape");
        for (int size : array.shape()) {
          json.writeNumber(size);
        }
        json.writeEndArray();
        long end = offset + array.data().remaining();
        json.writeFieldName("data_offsets");
        json.writeArray(new long[] {offset, end}, 0, 2);
        json.writeEndObject();
        offset = end;
      }
      json.writeEndObject();
    }
    return header.toByteArray();
  }
}
