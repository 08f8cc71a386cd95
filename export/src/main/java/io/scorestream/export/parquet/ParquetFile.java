package io.scorestream.export.parquet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A Parquet file of flat rows, written as they come: plain values without compression, which every
 * reader knows, a page for each column of a row group. Owned by one thread.
 *
 * <p>What is kept until a row group is full is bounded by {@value #GROUP_BYTES} bytes and one row.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/">Apache Parquet: file format</a>
 */
public final class ParquetFile implements Closeable {

  private static final byte[] MAGIC = "PAR1".getBytes(US_ASCII);
  private static final int GROUP_BYTES = 32 << 20;

  /** Pages count rows in 32 bits; a column of nothing has no bytes to bound it by. */
  private static final long GROUP_ROWS = 1 << 20;

  private static final int VERSION = 1;

  private final OutputStream out;
  private final List<ParquetColumn> columns;
  private final List<Consumer<ThriftCompact>> groups = new ArrayList<>();
  private long offset;
  private long rows;

  /**
   * Begins a file.
   *
   * @param out where it goes; closed with the file
   * @param columns at least one
   */
  public ParquetFile(OutputStream out, List<ParquetColumn> columns) throws IOException {
    this.out = out;
    this.columns = List.copyOf(columns);
    write(MAGIC);
  }

  /**
   * Ends a row, of which every column has been given its value.
   *
   * @throws IllegalStateException if one has not
   */
  public void endRow() throws IOException {
    long kept = columns.get(0).count();
    long bytes = 0;
    for (ParquetColumn column : columns) {
      if (column.count() != kept) {
        throw new IllegalStateException("a row ends before all of its columns have a value");
      }
      bytes += column.bytes();
    }
    if (bytes >= GROUP_BYTES || kept >= GROUP_ROWS) {
      endGroup();
    }
  }

  private void endGroup() throws IOException {
    long count = columns.get(0).count();
    if (count == 0) {
      return;
    }
    List<ParquetColumn.Chunk> chunks = new ArrayList<>();
    for (ParquetColumn column : columns) {
      ParquetColumn.Chunk chunk = column.writeTo(out, offset);
      offset += chunk.bytes();
      chunks.add(chunk);
    }
    rows += count;
    groups.add(
        group -> {
          group.structs(1, chunks.stream().map(ParquetColumn.Chunk::description).toList());
          group.i64(2, chunks.stream().mapToLong(ParquetColumn.Chunk::bytes).sum());
          group.i64(3, count);
        });
  }

  /** Writes what is kept and the footer, without which the file is none. */
  @Override
  public void close() throws IOException {
    try (out) {
      endGroup();
      byte[] footer = ThriftCompact.struct(this::describe);
      write(footer);
      write(
          ByteBuffer.allocate(Integer.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putInt(footer.length)
              .array());
      write(MAGIC);
    }
  }

  private void describe(ThriftCompact file) {
    Consumer<ThriftCompact> root =
        element -> {
          element.text(4, "row");
          element.i32(5, columns.size());
        };
    file.i32(1, VERSION);
    file.structs(
        2,
        Stream.concat(
                Stream.of(root),
                columns.stream().map(column -> (Consumer<ThriftCompact>) column::describe))
            .toList());
    file.i64(3, rows);
    file.structs(4, groups);
    file.text(6, "scorestream");
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    offset += bytes.length;
  }
}
