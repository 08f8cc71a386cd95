package io.scorestream.ingest.table;

import io.scorestream.ingest.bytes.FileFaults;
import io.scorestream.service.ScorestreamException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** The messages for Parquet that cannot be read as a table. */
final class ParquetFaults {

  private static final int LISTED = 10;
  private static final String AGAIN = "fetch or write the file again";

  private ParquetFaults() {}

  /** Parquet that was packed once more, so that its end cannot be read before the rest. */
  static ScorestreamException packed(Path file) {
    return FileFaults.bad(
        "data file %s is Parquet that was compressed as a whole, and Parquet is read from its end"
            .formatted(file),
        "unpack the file: its columns are compressed already",
        null);
  }

  static ScorestreamException cutOff(Path file, long bytes) {
    return FileFaults.bad(
        "data file %s begins like Parquet, but ends after byte %s without Parquet's footer"
            .formatted(file, bytes),
        "wait until it is written to its end, or " + AGAIN,
        null);
  }

  /**
   * Bytes that are not what the format says.
   *
   * @param place how far it was read, such as "after row 3"
   */
  static ScorestreamException damaged(Path file, String place, Exception failure) {
    if (failure instanceof CharacterCodingException) {
      return FileFaults.bad(
          "data file %s, %s: a word is not UTF-8".formatted(file, place),
          "write the column's words in UTF-8",
          failure);
    }
    return FileFaults.bad(
        "data file %s, %s: its Parquet data is cut off or damaged: %s"
            .formatted(file, place, innermost(failure)),
        AGAIN,
        failure);
  }

  private static String innermost(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  static ScorestreamException noColumns(Path file) {
    return FileFaults.bad(
        "data file %s is Parquet without columns".formatted(file),
        "give a file with one sample a row",
        null);
  }

  /** A chosen column of which there is another, so that the two cannot be told apart. */
  static ScorestreamException twice(Path file, String name) {
    return FileFaults.bad(
        "data file %s has more than one column named '%s'".formatted(file, name),
        "write it with names of which no two are alike, or choose others with columns (--columns)",
        null);
  }

  /**
   * A chosen column of what is no single number or word.
   *
   * @param others names of those that are read
   */
  static ScorestreamException unread(Path file, String column, String held, List<String> others) {
    String choice =
        others.isEmpty()
            ? "write what is in it as columns of numbers and words"
            : "choose others with columns (--columns), of %s%s; or write what is in it as columns of"
                    .formatted(
                        others.stream().limit(LISTED).collect(Collectors.joining(", ")),
                        others.size() > LISTED ? ", ..." : "")
                + " numbers and words";
    return FileFaults.bad("data file %s, %s holds %s".formatted(file, column, held), choice, null);
  }

  static ScorestreamException codec(Path file, String column, CompressionCodecName codec) {
    return FileFaults.bad(
        "data file %s, %s is compressed with %s, which is not read here"
            .formatted(file, column, codec),
        "write it with Snappy, Zstandard, gzip or LZ4_RAW, such as with pandas'"
            + " to_parquet(..., compression='zstd')",
        null);
  }

  static ScorestreamException tooLarge(Path file, int group, long bytes, long heap) {
    return FileFaults.bad(
        "data file %s, row group %s: the chosen columns take %s bytes, more than half of the %s that"
                .formatted(file, group, bytes, heap)
            + " this process may use",
        "choose fewer columns (--columns), write smaller row groups, such as with pandas'"
            + " to_parquet(..., row_group_size=100000), or let Java use more memory"
            + " (JAVA_OPTS=-Xmx8g)",
        null);
  }
}
