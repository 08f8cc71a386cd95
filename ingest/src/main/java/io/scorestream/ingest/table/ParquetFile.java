package io.scorestream.ingest.table;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.scorestream.ingest.bytes.DataFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;

/** Opens Parquet, and holds what its footer says to what there is. */
final class ParquetFile {

  private static final byte[] MAGIC = "PAR1".getBytes(US_ASCII);

  /** The footer's length, and the magic again. */
  private static final int TAIL = Integer.BYTES + MAGIC.length;

  private ParquetFile() {}

  /** Whether a file begins like one; a text whose first column has that name is none. */
  static boolean is(DataFile file) {
    return file.head().startsWith(MAGIC) && !file.head().looksLikeText();
  }

  /**
   * Reads the footer.
   *
   * @throws io.scorestream.service.ScorestreamException when it is not whole
   */
  static ParquetFileReader open(Path path) {
    requireTail(path);
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new ParquetCodecs())
            .usePageChecksumVerification()
            .build();
    try {
      return new ParquetFileReader(new LocalInputFile(path), options);
    } catch (IOException | RuntimeException e) {
      throw ParquetFaults.damaged(path, "in its footer", e);
    }
  }

  private static void requireTail(Path path) {
    ByteBuffer tail = ByteBuffer.allocate(MAGIC.length);
    long bytes;
    try (FileChannel file = FileChannel.open(path)) {
      bytes = file.size();
      file.read(tail, Math.max(0, bytes - MAGIC.length));
    } catch (IOException e) {
      throw ParquetFaults.damaged(path, "at its end", e);
    }
    if (bytes < MAGIC.length + TAIL || !tail.flip().equals(ByteBuffer.wrap(MAGIC))) {
      throw ParquetFaults.cutOff(path, bytes);
    }
  }

  /**
   * Refuses what the footer says of columns where it cannot be so, and what cannot be decompressed
   * or held.
   *
   * @param places what messages call each column, by its name
   * @param heap bytes that this process may use
   * @throws io.scorestream.service.ScorestreamException saying which column
   */
  static void requireReadable(
      Path path, List<BlockMetaData> groups, Map<String, String> places, long heap) {
    long end = dataEnd(path);
    int number = 0;
    for (BlockMetaData group : groups) {
      number++;
      Map<String, ColumnChunkMetaData> chunks = new HashMap<>();
      for (ColumnChunkMetaData chunk : group.getColumns()) {
        String[] field = chunk.getPath().toArray();
        if (field.length == 1 && places.containsKey(field[0])) {
          chunks.put(places.get(field[0]), chunk);
        }
      }
      chunks.forEach((place, chunk) -> requireReadable(path, place, chunk, end));
      requireRows(path, number, group.getRowCount(), chunks);
      long held = chunks.values().stream().mapToLong(ColumnChunkMetaData::getTotalSize).sum();
      if (held > heap / 2) {
        throw ParquetFaults.tooLarge(path, number, held, heap);
      }
    }
  }

  private static void requireReadable(
      Path path, String place, ColumnChunkMetaData chunk, long end) {
    if (!ParquetCodecs.READ.contains(chunk.getCodec())) {
      throw ParquetFaults.codec(path, place, chunk.getCodec());
    }
    long start = chunk.getStartingPos();
    long bytes = chunk.getTotalSize();
    if (start < MAGIC.length || bytes < 0 || bytes > end - start) {
      throw ParquetFaults.damaged(
          path,
          "in its footer",
          new IOException(
              "%s is said to have %s bytes from byte %s, and all columns end at byte %s"
                  .formatted(place, bytes, start, end)));
    }
  }

  /** Of flat columns, each has a value or a gap in every row. */
  private static void requireRows(
      Path path, int group, long rows, Map<String, ColumnChunkMetaData> chunks) {
    chunks.forEach(
        (place, chunk) -> {
          if (rows < 0 || chunk.getValueCount() != rows) {
            throw ParquetFaults.damaged(
                path,
                "in its footer",
                new IOException(
                    "row group %s is said to have %s rows, and %s values of %s"
                        .formatted(group, rows, chunk.getValueCount(), place)));
          }
        });
  }

  private static long dataEnd(Path path) {
    try {
      return Files.size(path) - TAIL;
    } catch (IOException e) {
      throw ParquetFaults.damaged(path, "at its end", e);
    }
  }
}
