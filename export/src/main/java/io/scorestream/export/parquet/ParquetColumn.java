package io.scorestream.export.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Consumer;

/**
 * A column of a {@link ParquetFile}, whose values of the rows that are not written yet are kept
 * here. Owned by one thread.
 */
public final class ParquetColumn {

  private static final int DATA_PAGE = 0;
  private static final int UNCOMPRESSED = 0;
  private static final int PLAIN = 0;
  private static final int RLE = 3;
  private static final int UTF8 = 0;
  private static final int REQUIRED = 0;
  private static final int OPTIONAL = 1;

  private final String name;
  private final ParquetType type;
  private final boolean isOptional;
  private final LevelRuns levels = new LevelRuns();
  private ByteBuffer values = ByteBuffer.allocate(1 << 10).order(ByteOrder.LITTLE_ENDIAN);

  private ParquetColumn(String name, ParquetType type, boolean isOptional) {
    this.name = name;
    this.type = type;
    this.isOptional = isOptional;
  }

  /** A column with a value in each row. */
  public static ParquetColumn required(String name, ParquetType type) {
    return new ParquetColumn(name, type, false);
  }

  /** A column that may lack values. */
  public static ParquetColumn optional(String name, ParquetType type) {
    return new ParquetColumn(name, type, true);
  }

  /** Adds an integer to a column of such. */
  public void add(long value) {
    room(ParquetType.INT64, Long.BYTES).putLong(value);
  }

  /** Adds a number to a column of such. */
  public void add(float value) {
    room(ParquetType.FLOAT, Float.BYTES).putFloat(value);
  }

  /** Adds a number to a column of such. */
  public void add(double value) {
    room(ParquetType.DOUBLE, Double.BYTES).putDouble(value);
  }

  /** Adds text to a column of such. */
  public void add(String value) {
    byte[] bytes = value.getBytes(UTF_8);
    room(ParquetType.TEXT, Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes);
  }

  /** Adds that there is no value. */
  public void addNone() {
    if (!isOptional) {
      throw new IllegalStateException("column " + name + " has a value in each row");
    }
    levels.add(0);
  }

  private ByteBuffer room(ParquetType asked, int bytes) {
    if (asked != type) {
      throw new IllegalStateException("column %s holds %s, not %s".formatted(name, type, asked));
    }
    levels.add(1);
    if (values.remaining() < bytes) {
      int size = Math.max(Math.multiplyExact(values.capacity(), 2), values.position() + bytes);
      values = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN).put(values.flip());
    }
    return values;
  }

  /** Values that are kept, those that lack included. */
  long count() {
    return levels.count();
  }

  /** Their size. */
  int bytes() {
    return values.position();
  }

  /** How the schema describes it. */
  void describe(ThriftCompact element) {
    element.i32(1, type.physical());
    element.i32(3, isOptional ? OPTIONAL : REQUIRED);
    element.text(4, name);
    if (type == ParquetType.TEXT) {
      element.i32(6, UTF8);
    }
  }

  /**
   * Writes what is kept as one page, and keeps nothing of it.
   *
   * @param offset of the page in the file
   * @return how the footer describes it
   */
  Chunk writeTo(OutputStream out, long offset) throws IOException {
    byte[] present = isOptional ? levels.encoded() : new byte[0];
    int size = present.length + values.position();
    int rows = Math.toIntExact(levels.count());
    byte[] header =
        ThriftCompact.struct(
            page -> {
              page.i32(1, DATA_PAGE);
              page.i32(2, size);
              page.i32(3, size);
              page.struct(
                  5,
                  data -> {
                    data.i32(1, rows);
                    data.i32(2, PLAIN);
                    data.i32(3, RLE);
                    data.i32(4, RLE);
                  });
            });
    out.write(header);
    out.write(present);
    out.write(values.array(), 0, values.position());
    values.clear();
    levels.clear();
    long bytes = (long) header.length + size;
    return new Chunk(bytes, chunk -> describe(chunk, rows, bytes, offset));
  }

  private void describe(ThriftCompact chunk, int rows, long bytes, long offset) {
    chunk.i64(2, offset);
    chunk.struct(
        3,
        data -> {
          data.i32(1, type.physical());
          data.i32s(2, List.of(PLAIN, RLE));
          data.texts(3, List.of(name));
          data.i32(4, UNCOMPRESSED);
          data.i64(5, rows);
          data.i64(6, bytes);
          data.i64(7, bytes);
          data.i64(9, offset);
        });
  }

  /**
   * A column's part of a row group.
   *
   * @param bytes that it takes in the file
   * @param description as the footer has it
   */
  record Chunk(long bytes, Consumer<ThriftCompact> description) {}
}
